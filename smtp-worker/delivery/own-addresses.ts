import os from 'node:os';

/** Tells whether an address and port lead to one of these listeners; one on the unspecified address has all addresses of the machine. */
export function ownAddresses(
  listeners: () => readonly { readonly address: string; readonly port: number }[],
): (address: string, port: number) => boolean {
  return (address, port) =>
    listeners().some((own) => own.port === port && (own.address === address || (isUnspecified(own.address) && isLocal(address))));
}

function isUnspecified(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '';
}

function isLocal(address: string): boolean {
  if (address.startsWith('127.') || address === '::1') return true;
  return Object.values(os.networkInterfaces()).some((addresses) => addresses?.some((each) => each.address === address) === true);
}

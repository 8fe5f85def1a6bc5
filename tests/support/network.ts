import { spawnSync } from 'node:child_process';

/** Hosts with network stacks of their own (network namespaces) on one bridge with this process. */
export interface Network {
  /** Of this side. */
  readonly address: string;
  readonly hosts: readonly NetworkHost[];
  remove(): void;
}

export interface NetworkHost {
  readonly address: string;
  /** Put before a command, runs it there. */
  readonly command: readonly string[];
  /** Packets are lost from now on, as when a cable is pulled: nobody is told. */
  cutOff(): void;
  reconnect(): void;
}

/**
 * Makes a network for this test alone, in the range for benchmarks (RFC 2544).
 * @throws Error that says what is missing where namespaces cannot be made
 */
export function createNetwork(hosts: number): Network {
  const name = `sgl${process.pid}`;
  const subnet = `198.18.${process.pid % 256}`;
  const address = `${subnet}.1`;
  const undo: string[] = [];
  const remove = (): void => {
    for (const command of undo.reverse()) spawnSync('ip', command.split(' '));
  };
  try {
    ip(`link add ${name} type bridge`);
    undo.push(`link del ${name}`);
    ip(`addr add ${address}/24 dev ${name}`);
    ip(`link set ${name} up`);
    const made = Array.from({ length: hosts }, (_, index) => {
      const [space, link, own] = [`${name}-${index}`, `${name}.${index}`, `${subnet}.${index + 10}`];
      ip(`netns add ${space}`);
      undo.push(`netns del ${space}`);
      ip(`link add ${link} type veth peer name eth0 netns ${space}`);
      ip(`link set ${link} master ${name} up`);
      ip(`-n ${space} addr add ${own}/24 dev eth0`);
      for (const device of ['lo', 'eth0']) ip(`-n ${space} link set ${device} up`);
      return {
        address: own,
        command: ['ip', 'netns', 'exec', space],
        cutOff: () => ip(`link set ${link} down`),
        reconnect: () => ip(`link set ${link} up`),
      };
    });
    return { address, hosts: made, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function ip(command: string): void {
  const { status, stderr, error } = spawnSync('ip', command.split(' '), { encoding: 'utf8' });
  if (error !== undefined) throw new Error('ip(8) is not installed. Debian or Ubuntu: apt-get install -y iproute2');
  if (status === 0) return;
  throw new Error(
    `Network namespaces cannot be made, which root may do, in a container with CAP_NET_ADMIN and CAP_SYS_ADMIN: ip ${command}: ${stderr}`,
  );
}

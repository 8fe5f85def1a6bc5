import { generateKeyPairSync } from 'node:crypto';
import { createTransport } from 'nodemailer';

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
  /** Where the public key stands, and as what. */
  readonly name: string;
  readonly txt: string;
}

/** A new RSA key of a domain. */
export function dkimKey(domain: string, { selector = 's1', bits = 2048 } = {}): DkimKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const txt = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
  return { domain, selector, privateKey, name: `${selector}._domainkey.${domain}`, txt };
}

export interface Letter {
  readonly from: string;
  readonly subject?: string;
  readonly text?: string;
}

/** A message with the signatures of these keys, with CRLF line ends. */
export async function signedMessage(
  { from, subject = 'Hello', text = 'Dear reader,\n\nall is well.\n' }: Letter,
  keys: readonly DkimKey[],
): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const signing = keys.map(({ domain, selector, privateKey }) => ({ domainName: domain, keySelector: selector, privateKey }));
  const sent = await transport.sendMail({
    from,
    to: 'info@b.tld',
    subject,
    text,
    ...(keys.length === 0 ? {} : { dkim: { keys: signing } }),
  });
  if (!Buffer.isBuffer(sent.message)) throw new Error('the message is a stream');
  return sent.message;
}

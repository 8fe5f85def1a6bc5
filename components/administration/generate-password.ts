/** Without characters that are mistaken for one another or that a device may refuse. 55 of them: 20 are 115 bits. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;

/** A random password that can be typed on a printer's display. */
export function generatePassword(): string {
  // Bytes past the last whole multiple of the alphabet's length would make its first characters more frequent.
  const limit = 256 - (256 % ALPHABET.length);
  let password = '';
  while (password.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < limit && password.length < LENGTH) password += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return password;
}

import { randomBytes, randomInt } from 'node:crypto';

/** A persona's key, of the form that clients of AWS take. */
export interface PersonaKey {
  readonly persona: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new key. Its id starts otherwise than those of AWS, so that nobody takes the one for the other. */
export function newKey(persona: string): PersonaKey {
  const signs = Array.from({ length: 16 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return {
    persona,
    accessKeyId: `LAKE${signs}`,
    // 40 signs, as AWS's, of which none means something in an address.
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}

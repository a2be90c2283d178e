import { createHash } from 'node:crypto';
import type { ServerHostKeyAlgorithm } from 'ssh2';

/**
 * Which host key a server shows is up to the client's order of algorithms. A pin may be of any of the
 * server's keys, so each family is asked for before a key counts as changed.
 */
export const hostKeyFamilies: readonly (readonly ServerHostKeyAlgorithm[])[] = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
];

/** As `ssh-keygen -l` prints it. */
export function hostKeyFingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

export function isPinned(fingerprint: string, pinned: readonly string[]): boolean {
  return pinned.some((pin) => pin.replace(/=+$/, '') === fingerprint);
}

import { type ParsedKey, utils } from 'ssh2';
import { SftpKeyError, type KeyProblem } from '../errors';
import type { SftpCredentials } from './document-source';

/** Beginnings of files that hold the public half of a key. */
const PUBLIC_KEY = /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+) AAAA|BEGIN (?:SSH2 |RSA )?PUBLIC KEY/;

/**
 * Looks at a private key before any server is asked, so that what is wrong with it has a name.
 *
 * @throws SftpKeyError
 */
export function assertUsableKey(server: string, { privateKey, passphrase }: SftpCredentials): void {
  const problem = privateKey === undefined ? undefined : problemOf(privateKey.trim(), passphrase);
  if (problem !== undefined) throw new SftpKeyError(server, problem);
}

function problemOf(key: string, passphrase: string | undefined): KeyProblem | undefined {
  if (key === '') return 'empty';
  if (PUBLIC_KEY.test(key)) return 'public';
  if (/BEGIN CERTIFICATE/.test(key)) return 'certificate';
  const parsed = parse(key, passphrase);
  if (!(parsed instanceof Error)) return parsed.isPrivateKey() ? undefined : 'public';
  if (/no passphrase given/i.test(parsed.message)) return 'encrypted';
  if (passphrase !== undefined && /passphrase|decrypt|integrity/i.test(parsed.message)) return 'passphrase';
  return key.startsWith('PuTTY-User-Key-File-') ? 'putty' : 'unreadable';
}

function parse(key: string, passphrase: string | undefined): ParsedKey | Error {
  try {
    return utils.parseKey(key, passphrase);
  } catch (error) {
    return error instanceof Error ? error : new Error('no key');
  }
}

interface Prompt {
  readonly prompt: string;
  readonly echo?: boolean;
}

/**
 * Answers what a server asks instead of for a password (keyboard-interactive): the one hidden question of the first
 * round, and nothing else. A server that asks for a code as well can't be logged in on by a program.
 */
export function answerer(password: string | undefined): (prompts: readonly Prompt[]) => string[] {
  let isAnswered = false;
  return (prompts) => {
    const [only] = prompts;
    if (password === undefined || isAnswered || prompts.length !== 1 || only?.echo === true)
      return prompts.map(() => '');
    isAnswered = true;
    return [password];
  };
}

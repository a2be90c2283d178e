import { connect as connectSocket, type Socket } from 'node:net';
import { Client, type ServerHostKeyAlgorithm, type SFTPWrapper } from 'ssh2';
import { HostKeyChangedError, SftpIncompatibleError, SftpLoginError, SftpUnreachableError } from '../errors';
import { within } from './deadline';
import type { DocumentSource, SftpCredentials } from './document-source';
import { hostKeyFamilies, hostKeyFingerprint, isPinned } from './host-key';
import type { RemoteSession } from './remote-session';
import { answerer, assertUsableKey } from './sftp-login';
import { ANSWER_MS, SftpSession } from './sftp-session';

export interface SftpTimes {
  /** Milliseconds for the connection, the key exchange, the login and the start of SFTP together. @default 20,000 */
  readonly readyMs: number;
  /** Milliseconds without any answer, while some are due. @default 20,000 */
  readonly answerMs: number;
}

const DEFAULT_TIMES: SftpTimes = { readyMs: 20_000, answerMs: ANSWER_MS };
/** A server that answers none of three of these is gone: half a minute instead of TCP's quarter of an hour. */
const KEEPALIVE_MS = 10_000;

/**
 * Logs in on a source's server and opens SFTP.
 *
 * @throws SftpKeyError when the private key is none
 * @throws SftpIncompatibleError when there is no algorithm that both know
 * @throws HostKeyChangedError when none of the server's keys is pinned
 * @throws SftpLoginError when the server refuses the login
 * @throws SftpUnreachableError when there is no server, or it has no SFTP
 */
export async function connectSftp(
  source: DocumentSource,
  credentials: SftpCredentials,
  times = DEFAULT_TIMES,
): Promise<RemoteSession> {
  assertUsableKey(source.name, credentials);
  const offered = new Set<string>();
  for (const family of hostKeyFamilies) {
    const opened = await tryConnect(source, credentials, family, offered, times);
    if (opened !== undefined) return opened;
  }
  // A server with a key of an old kind alone (ssh-rsa signed with SHA-1, DSA) has changed nothing.
  if (offered.size === 0) throw new SftpIncompatibleError(source.name, 'kind of host key');
  throw new HostKeyChangedError(source.name, source.hostKeys, [...offered]);
}

/** @returns undefined when the server has no pinned key of this family */
async function tryConnect(
  source: DocumentSource,
  credentials: SftpCredentials,
  family: readonly ServerHostKeyAlgorithm[],
  offered: Set<string>,
  { readyMs, answerMs }: SftpTimes,
): Promise<RemoteSession | undefined> {
  // Small requests must leave at once: waiting for acknowledgements costs 40 ms each and most of the speed.
  const socket = connectSocket({ host: source.host, port: source.port, noDelay: true });
  const client = new Client();
  let shown: string | undefined;
  try {
    const login = ready(client, socket, source, {
      ...credentials,
      readyTimeout: readyMs,
      algorithms: {
        serverHostKey: [...family],
        // AES-GCM is done by the processor; chacha20 costs twice the time.
        cipher: { prepend: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'], append: [], remove: [] },
      },
      hostVerifier: (key: Buffer) => {
        shown = hostKeyFingerprint(key);
        return isPinned(shown, source.hostKeys);
      },
    });
    const opened = login.then(() => openSftp(client));
    const late = (): Error => new SftpUnreachableError(source.name, `no answer within ${readyMs / 1_000} s`);
    return new SftpSession(source.name, client, await within(readyMs, opened, late), answerMs);
  } catch (error) {
    client.destroy();
    socket.destroy();
    if (shown !== undefined && !isPinned(shown, source.hostKeys)) {
      offered.add(shown);
      return undefined;
    }
    if (shown === undefined && hasNoSuchKey(error)) return undefined;
    throw error instanceof SftpUnreachableError ? error : asPullError(error, source);
  }
}

type ConnectOptions = Parameters<Client['connect']>[0];

function ready(client: Client, sock: Socket, source: DocumentSource, options: ConnectOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    // Stays: an error after the login must not be unhandled; the session learns of it by the close.
    client.on('error', reject);
    client.once('close', () => reject(new Error('closed before it was ready')));
    sock.once('error', reject);
    const answer = answerer(options.password);
    client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) =>
      finish(answer(prompts)),
    );
    client.connect({
      ...options,
      sock,
      username: source.username,
      tryKeyboard: options.password !== undefined,
      keepaliveInterval: KEEPALIVE_MS,
    });
  });
}

function openSftp(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp)));
  });
}

function hasNoSuchKey(error: unknown): boolean {
  return error instanceof Error && /no matching host key format/i.test(error.message);
}

function asPullError(error: unknown, { name, username }: DocumentSource): Error {
  const level = error instanceof Error && 'level' in error ? error.level : undefined;
  if (level === 'client-authentication') return new SftpLoginError(name, username, { cause: error });
  const missing =
    error instanceof Error ? /no matching (.+?)(?: algorithm)?$/i.exec(error.message)?.[1] : undefined;
  if (missing !== undefined) return new SftpIncompatibleError(name, missing, { cause: error });
  if (error instanceof Error && /timed out/i.test(error.message)) {
    return new SftpUnreachableError(name, 'no answer in time', { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
  return new SftpUnreachableError(name, code, { cause: error });
}

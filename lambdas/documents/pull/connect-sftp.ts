import { connect as connectSocket, type Socket } from 'node:net';
import { Client, type ServerHostKeyAlgorithm, type SFTPWrapper } from 'ssh2';
import { HostKeyChangedError, SftpLoginError, SftpUnreachableError } from '../errors';
import type { DocumentSource, SftpCredentials } from './document-source';
import { hostKeyFamilies, hostKeyFingerprint, isPinned } from './host-key';
import type { RemoteSession } from './remote-session';
import { SftpSession } from './sftp-session';

/** Milliseconds for the connection, the key exchange and the login together. */
const READY_TIMEOUT_MS = 20_000;
/** A server that answers none of three of these is gone: half a minute instead of TCP's quarter of an hour. */
const KEEPALIVE_MS = 10_000;

/**
 * Logs in on a source's server and opens SFTP.
 *
 * @throws HostKeyChangedError when none of the server's keys is pinned
 * @throws SftpLoginError when the server refuses the login
 * @throws SftpUnreachableError when there is no server, or it has no SFTP
 */
export async function connectSftp(
  source: DocumentSource,
  credentials: SftpCredentials,
): Promise<RemoteSession> {
  const offered = new Set<string>();
  for (const family of hostKeyFamilies) {
    const opened = await tryConnect(source, credentials, family, offered);
    if (opened !== undefined) return opened;
  }
  throw new HostKeyChangedError(source.name, source.hostKeys, [...offered]);
}

/** @returns undefined when the server has no pinned key of this family */
async function tryConnect(
  source: DocumentSource,
  credentials: SftpCredentials,
  family: readonly ServerHostKeyAlgorithm[],
  offered: Set<string>,
): Promise<RemoteSession | undefined> {
  // Small requests must leave at once: waiting for acknowledgements costs 40 ms each and most of the speed.
  const socket = connectSocket({ host: source.host, port: source.port, noDelay: true });
  const client = new Client();
  let shown: string | undefined;
  try {
    await ready(client, socket, source, {
      ...credentials,
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
    return new SftpSession(source.name, client, await openSftp(client));
  } catch (error) {
    client.destroy();
    socket.destroy();
    if (shown !== undefined && !isPinned(shown, source.hostKeys)) {
      offered.add(shown);
      return undefined;
    }
    if (shown === undefined && hasNoSuchKey(error)) return undefined;
    throw asPullError(error, source);
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
    client.connect({
      ...options,
      sock,
      username: source.username,
      readyTimeout: READY_TIMEOUT_MS,
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
  return new SftpUnreachableError(name, code, { cause: error });
}

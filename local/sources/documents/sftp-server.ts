import { createHash, generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AuthContext, type Connection, Server, utils } from 'ssh2';
import { serveFiles } from './sftp-files';

export interface SftpServerOptions {
  /** What clients see as `/`. Made when it isn't there. */
  readonly directory: string;
  /** Where the host key is kept from one start to the next. Made when it isn't there. */
  readonly hostKeyFile: string;
  /** @default 0, any free one */
  readonly port?: number;
  /** @default headwater */
  readonly username?: string;
  /** @default a new random one */
  readonly password?: string;
}

export interface RunningSftpServer {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** As `ssh-keygen -l` prints it. */
  readonly hostKey: string;
  close(): Promise<void>;
}

/** An SFTP server on loopback, to drop files on by hand. Nobody from outside the machine reaches it. */
export async function startSftpServer(options: SftpServerOptions): Promise<RunningSftpServer> {
  const { directory, hostKeyFile, port = 0, username = 'headwater' } = options;
  const password = options.password ?? randomBytes(12).toString('base64url');
  await mkdir(directory, { recursive: true });
  const hostKey = await hostKeyOf(hostKeyFile);
  const open = new Set<Connection>();
  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    open.add(client);
    client.on('error', () => client.end());
    client.on('close', () => open.delete(client));
    client.on('authentication', (context) => authenticate(context, username, password));
    client.on('session', (accept) =>
      accept().on('sftp', (acceptSftp) => serveFiles(acceptSftp(), directory)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the SFTP server has no port');
  return {
    port: address.port,
    username,
    password,
    hostKey: fingerprintOf(hostKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of open) client.end();
      }),
  };
}

function authenticate(context: AuthContext, username: string, password: string): void {
  const right =
    context.method === 'password' && same(context.username, username) && same(context.password, password);
  if (right) context.accept();
  else context.reject(['password']);
}

/** Takes the same time whatever is wrong. */
function same(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

async function hostKeyOf(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = newHostKey();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/** An ECDSA key by Node itself: one in some hundred ed25519 keys that ssh2 makes can't be read back. */
export function newHostKey(): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
}

function fingerprintOf(privateKey: string): string {
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
}

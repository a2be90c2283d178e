import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = '/usr/sbin/sshd';
const SFTP_SERVERS = [
  '/usr/lib/openssh/sftp-server',
  '/usr/libexec/openssh/sftp-server',
  '/usr/lib/ssh/sftp-server',
];

/** A real OpenSSH server on loopback, with its own keys and configuration, for the user of the tests. */
export interface Sshd {
  readonly port: number;
  readonly username: string;
  /** What the client logs in with, OpenSSH format. */
  readonly privateKey: string;
  readonly privateKeyFile: string;
  /** SHA256:... of the ed25519 host key. */
  readonly hostKey: string;
  /** SHA256:... of the RSA host key. */
  readonly rsaHostKey: string;
  /** Ends every connection there is; the server goes on listening. */
  dropConnections(): void;
  stop(): void;
}

/** @param readOnly - whether the server lets nobody write, rename or remove */
export async function startSshd(readOnly = false): Promise<Sshd> {
  const sftpServer = SFTP_SERVERS.find((path) => existsSync(path));
  if (!existsSync(SSHD) || sftpServer === undefined) {
    throw new Error(
      `these tests need OpenSSH's own server: apt-get install -y openssh-server openssh-client`,
    );
  }
  const dir = mkdtempSync(join(tmpdir(), 'headwater-sshd-'));
  for (const [name, type] of [
    ['host_ed25519', 'ed25519'],
    ['host_rsa', 'rsa'],
    ['client', 'ed25519'],
  ] as const) {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', '', '-f', join(dir, name)]);
  }
  const port = await freePort();
  writeFileSync(
    join(dir, 'config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(dir, 'host_ed25519')}`,
      `HostKey ${join(dir, 'host_rsa')}`,
      `AuthorizedKeysFile ${join(dir, 'client.pub')}`,
      `PidFile ${join(dir, 'pid')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'UsePAM no',
      'StrictModes no',
      'UseDNS no',
      `Subsystem sftp ${sftpServer}${readOnly ? ' -R' : ''}`,
    ].join('\n'),
  );
  // Root's sshd wants the directory it would lock its unprivileged child into; the system makes it at boot.
  if (process.getuid?.() === 0) execFileSync('mkdir', ['-p', '/run/sshd']);
  const child = spawn(SSHD, ['-D', '-e', '-f', join(dir, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  const log: string[] = [];
  child.stderr.on('data', (data: Buffer) => log.push(data.toString()));
  await listening(port, child, log);
  return {
    port,
    username: userInfo().username,
    privateKey: readFileSync(join(dir, 'client'), 'utf8'),
    privateKeyFile: join(dir, 'client'),
    hostKey: fingerprint(join(dir, 'host_ed25519.pub')),
    rsaHostKey: fingerprint(join(dir, 'host_rsa.pub')),
    dropConnections: () => sessionsOf(child).forEach((pid) => process.kill(pid, 'SIGKILL')),
    stop: () => {
      sessionsOf(child).forEach((pid) => process.kill(pid, 'SIGKILL'));
      child.kill('SIGTERM');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** sshd forks a process per connection: the children of the one we started. */
function sessionsOf(child: ChildProcess): number[] {
  if (child.pid === undefined) return [];
  const found = `/proc/${child.pid}/task/${child.pid}/children`;
  return readFileSync(found, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
}

function fingerprint(publicKeyFile: string): string {
  const blob = readFileSync(publicKeyFile, 'utf8').split(' ')[1] ?? '';
  return `SHA256:${createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64').replace(/=+$/, '')}`;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port on loopback');
  return address.port;
}

async function listening(port: number, child: ChildProcess, log: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) break;
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`sshd did not start: ${log.join('')}`);
}

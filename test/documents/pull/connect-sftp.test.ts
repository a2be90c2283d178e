import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostKeyChangedError, SftpLoginError, SftpUnreachableError } from '../../../lambdas/documents/errors';
import { connectSftp } from '../../../lambdas/documents/pull/connect-sftp';
import {
  newHostKey,
  type RunningSftpServer,
  startSftpServer,
} from '../../../local/sources/documents/sftp-server';
import { PullSetup } from '../support/pull-setup';
import { freePort, type Sshd, startSshd } from '../support/sshd';
import { needs } from '../../support/needs';

needs('sshd');

let sshd: Sshd;
let setup: PullSetup;
const stranger = `SHA256:${randomBytes(32).toString('base64').slice(0, 43)}`;

beforeAll(async () => {
  sshd = await startSshd();
  setup = new PullSetup(sshd);
});
afterAll(() => {
  setup.remove();
  sshd.stop();
});

it('logs in on OpenSSH with a key', async () => {
  const session = await connectSftp(setup.source(), { privateKey: sshd.privateKey });
  expect(await session.list(setup.remote)).toEqual([]);
  session.close();
});

it('accepts a pin of any of the host keys the server has', async () => {
  const session = await connectSftp(setup.source({ hostKeys: [sshd.rsaHostKey] }), {
    privateKey: sshd.privateKey,
  });
  session.close();
});

it('refuses a changed host key, and says both and what to do', async () => {
  const error: unknown = await connectSftp(setup.source({ hostKeys: [stranger] }), {
    privateKey: sshd.privateKey,
  }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(HostKeyChangedError);
  expect(error).toMatchObject({ retryable: false, pinned: [stranger] });
  expect((error as Error).message).toContain(stranger);
  expect((error as Error).message).toContain(sshd.hostKey);
  expect((error as Error).message).toContain('partner');
});

it('sends no password to a server it does not know', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-sftp-'));
  const server = await startSftpServer({
    directory: folder,
    hostKeyFile: join(folder, 'key'),
    password: 'right',
  });
  const source = setup.source({ port: server.port, username: server.username, hostKeys: [stranger] });
  await expect(connectSftp(source, { password: 'right' })).rejects.toBeInstanceOf(HostKeyChangedError);
  await server.close();
  rmSync(folder, { recursive: true });
});

it('says that a login is refused, without the credentials', async () => {
  const other = newHostKey();
  await expect(connectSftp(setup.source(), { privateKey: other })).rejects.toBeInstanceOf(SftpLoginError);
});

it('says that there is no server', async () => {
  const source = setup.source({ port: await freePort() });
  await expect(connectSftp(source, { privateKey: sshd.privateKey })).rejects.toThrow(SftpUnreachableError);
});

describe('with a password', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-sftp-'));
  let server: RunningSftpServer;

  beforeAll(async () => {
    // OpenSSH checks passwords of system users only; this server has one of its own.
    server = await startSftpServer({ directory: folder, hostKeyFile: join(folder, '.key') });
    writeFileSync(join(folder, 'a.pdf'), 'a');
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('logs in', async () => {
    const source = setup.source({ port: server.port, username: server.username, hostKeys: [server.hostKey] });
    const session = await connectSftp(source, { password: server.password });
    expect((await session.list('/')).map(({ name }) => name)).toContain('a.pdf');
    session.close();
  });

  it('is refused with a wrong one', async () => {
    const source = setup.source({ port: server.port, username: server.username, hostKeys: [server.hostKey] });
    await expect(connectSftp(source, { password: 'wrong' })).rejects.toBeInstanceOf(SftpLoginError);
  });
});

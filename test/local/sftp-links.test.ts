import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type SFTPWrapper } from 'ssh2';
import { LocalLake } from '../../local/lake';
import { openTo } from '../../local/private-directory';
import { startSftpServer, type RunningSftpServer } from '../../local/sources/documents/sftp-server';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
let server: RunningSftpServer;
let client: Client;
let sftp: SFTPWrapper;

beforeEach(async () => {
  const [root, outside] = [join(directory(), 'files'), join(directory(), 'outside')];
  await mkdir(join(root, 'own'), { recursive: true });
  await mkdir(outside);
  await writeFile(join(root, 'own', 'a.pdf'), 'own');
  await writeFile(join(outside, 'secret'), 'secret');
  await symlink(join(outside, 'secret'), join(root, 'link'));
  await symlink(outside, join(root, 'folder'));
  await symlink(join(outside, 'new'), join(root, 'dangling'));
  await symlink(join(root, 'own', 'a.pdf'), join(root, 'inner'));
  server = await startSftpServer({ directory: root, hostKeyFile: join(directory(), 'key') });
  client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject);
    client.connect({ host: '127.0.0.1', ...server });
  });
  sftp = await new Promise((resolve, reject) =>
    client.sftp((error, session) => (error ? reject(error) : resolve(session))),
  );
});
afterEach(async () => {
  client.end();
  await server.close();
});

const read = (path: string): Promise<string> =>
  new Promise((resolve, reject) =>
    sftp.readFile(path, (error, content) => (error ? reject(error) : resolve(content.toString()))),
  );
const write = (path: string): Promise<void> =>
  new Promise((resolve, reject) => sftp.writeFile(path, 'x', (error) => (error ? reject(error) : resolve())));
const list = (path: string): Promise<number> =>
  new Promise((resolve, reject) =>
    sftp.readdir(path, (error, found) => (error ? reject(error) : resolve(found.length))),
  );

describe('a link on the SFTP server of one machine', () => {
  it('is followed within its directory', async () => {
    await expect(read('/inner')).resolves.toBe('own');
  });

  it.each(['/link', '/folder/secret'])('%s does not lead out of it to read', async (path) => {
    await expect(read(path)).rejects.toThrow('Permission denied');
  });

  it.each(['/dangling', '/folder/new', '/link'])('%s does not lead out of it to write', async (path) => {
    await expect(write(path)).rejects.toThrow();
    await expect(stat(join(directory(), 'outside', 'new'))).rejects.toThrow('ENOENT');
    await expect(readFile(join(directory(), 'outside', 'secret'), 'utf8')).resolves.toBe('secret');
  });

  it('does not lead out of it to list', async () => {
    await expect(list('/folder')).rejects.toThrow('Permission denied');
  });
});

it('a new lake is for its owner alone', async () => {
  const root = join(directory(), 'lake');
  const lake = new LocalLake({ root, datasets: [], defaultDataset: 'none' });
  expect(lake.isNew).toBe(true);
  expect((await stat(root)).mode & 0o777).toBe(0o700);
  expect(new LocalLake({ root, datasets: [], defaultDataset: 'none' }).isNew).toBe(false);
});

it('a lake that was there and others may look into is told of, and left as its owner has it', async () => {
  const root = join(directory(), 'shared');
  await mkdir(root);
  await chmod(root, 0o755);
  new LocalLake({ root, datasets: [], defaultDataset: 'none' });
  expect(openTo(root)).toBe('0755');
  await chmod(root, 0o700);
  expect(openTo(root)).toBeUndefined();
});

import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSshd, type Sshd } from '../documents/support/sshd';
import { lake, startLake, type Finished } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';
import { needs } from '../support/needs';

needs('sshd');

jest.setTimeout(180_000);
const directory = temporaryDirectory();
let sshd: Sshd;
let readOnly: Sshd;
beforeAll(async () => {
  [sshd, readOnly] = await Promise.all([startSshd(), startSshd(true)]);
});
afterAll(() => [sshd, readOnly].forEach((server) => server.stop()));
beforeEach(() => mkdirSync(remote()));

const remote = (): string => join(directory(), 'remote');

/** Puts a file on the servers, old enough to be taken at the first look. */
function drop(name: string, content: string): void {
  const path = join(remote(), name);
  writeFileSync(path, content);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

function pull({ server = sshd, path = remote() }, ...options: string[]): Promise<Finished> {
  const { username, port, privateKeyFile, hostKey } = server;
  const url = `sftp://${username}@127.0.0.1:${port}${path.split('/').map(encodeURIComponent).join('/')}`;
  const login = ['--host-key', hostKey, '--key', privateKeyFile, '--second-look', '0'];
  return lake(['documents', 'pull', url, '--lake', join(directory(), 'lake'), ...login, ...options]);
}

const ask = async (sql: string): Promise<unknown> =>
  JSON.parse((await lake(['sql', '--lake', join(directory(), 'lake'), '--json', sql])).stdout);

test('a file of the same name, size and second on another port is pulled too', async () => {
  drop('a.pdf', 'of one');
  expect(JSON.parse((await pull({}, '--json')).stdout)).toMatchObject({ taken: 1 });
  drop('a.pdf', 'of two');
  expect(JSON.parse((await pull({ server: readOnly }, '--json')).stdout)).toMatchObject({
    taken: 1,
    duplicates: 0,
  });
  expect(JSON.parse((await pull({}, '--json')).stdout)).toMatchObject({ taken: 0, known: 1 });
});

test.each([
  ['delete', 'not deleted', 'Taken, but not deleted on the server'],
  ['move:done', 'not moved', 'Taken, but not moved on the server'],
])(
  '--then %s on a server that does not let us: says of each file that it is there',
  async (then, problem, told) => {
    drop('a.pdf', 'a');
    drop('b\u001b[2J.pdf', 'b');
    const first = await pull({ server: readOnly }, '--then', then, '--json');
    expect(JSON.parse(first.stdout)).toMatchObject({
      taken: 2,
      finished: 0,
      failures: 0,
      unfinished: 2,
      problems: expect.arrayContaining([
        { path: join(remote(), 'a.pdf'), reason: 'permission denied', problem },
      ]) as unknown,
    });
    expect(first.code).toBe(1);

    const again = await pull({ server: readOnly }, '--then', then);
    expect(again.code).toBe(1);
    expect(again.stdout).toMatch(/unfinished/);
    expect(again.stderr).toContain(`${told}: ${join(remote(), 'a.pdf')} (permission denied)`);
    expect(again.stderr).toContain('b\\u{1b}[2J.pdf (permission denied)');
    expect(again.stderr).not.toContain('\u001b');
    expect(readdirSync(remote())).toHaveLength(2);
  },
);

test('what could not be deleted is no problem any more once nobody asks for it', async () => {
  drop('a.pdf', 'a');
  await pull({ server: readOnly }, '--then', 'delete');
  const done = await pull({ server: readOnly }, '--json');
  expect(JSON.parse(done.stdout)).toMatchObject({ known: 1, finished: 0, unfinished: 0, problems: [] });
  expect(done.code).toBe(0);
});

test('a file that cannot be taken is named with the reason', async () => {
  drop('fine.pdf', 'fine');
  const path = Buffer.concat([Buffer.from(`${remote()}/M`), Buffer.from([0xfc]), Buffer.from('ller.pdf')]);
  writeFileSync(path, 'x');
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  const { code, stderr } = await pull({});
  expect(code).toBe(1);
  expect(stderr).toContain(`Not taken: ${remote()}/M\uFFFDller.pdf (name is not valid UTF-8)`);
  const { stdout } = await pull({}, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    failures: 1,
    problems: [
      { path: `${remote()}/M\uFFFDller.pdf`, reason: 'name is not valid UTF-8', problem: 'not taken' },
    ],
  });
});

test('every sender of the same rejected content is told, not the first only', async () => {
  drop('first.pdf', '');
  await pull({});
  drop('second of another day.pdf', '');
  expect(JSON.parse((await pull({}, '--json')).stdout)).toMatchObject({
    taken: 1,
    duplicates: 1,
    rejected: 0,
  });
  expect(
    await ask(
      `SELECT s.source_path, s.size_bytes, s.modified_at, d.reason FROM silver.document_sightings s
       JOIN silver.documents d ON d.document_id = s.document_id WHERE d.state = 'rejected' ORDER BY s.taken_at`,
    ),
  ).toMatchObject(
    ['first.pdf', 'second of another day.pdf'].map((name) => ({
      source_path: join(remote(), name),
      reason: 'empty',
    })),
  );
  const { stdout } = await lake(['status', '--lake', join(directory(), 'lake'), '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    documents: { silver: 1 },
    document_sightings: { landed: 2, silver: 2, quarantined: 0 },
  });
});

test('a directory that is not there is named', async () => {
  const { code, stderr } = await pull({ path: join(remote(), 'nowhere') });
  expect(code).toBe(1);
  expect(stderr).toContain(
    `The directory ${join(remote(), 'nowhere')} on 127.0.0.1 cannot be listed: it is not there.`,
  );
});

test('a serving lake tells how many documents it has read and rejected, and no name', async () => {
  const drops = join(directory(), 'lake/sftp');
  mkdirSync(drops, { recursive: true });
  writeFileSync(join(drops, 'JOHN DOE.pdf'), 'no pdf');
  utimesSync(join(drops, 'JOHN DOE.pdf'), 1_700_000_000, 1_700_000_000);
  const serving = await startLake(join(directory(), 'lake'));
  let told = '';
  const line = await new Promise<string>((resolve) => {
    serving.process.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      const found = /^documents: .*$/m.exec(told)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  expect(line).toBe('documents: 1 taken, 1 rejected');
  expect(told).not.toContain('JOHN');
  expect(await serving.stop('SIGINT')).toBe(0);
});

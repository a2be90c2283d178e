import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { buffer, text } from 'node:stream/consumers';
import type { PassReport } from '../../../core/sources';
import { datasets } from '../../../datasets';
import { archive } from '../../../lambdas/archive/kind';
import { archiveSettings } from '../../../lambdas/archive/settings';
import { LocalLake } from '../../../local/lake';
import { layoutOf } from '../../../local/layout';
import { face } from '../../../local/sources/archive';
import { LocalSecrets } from '../../../local/sources/local-secrets';
import { FileLock } from '../../../local/store/file-lock';
import { keptFiles } from '../../../local/sources/archive/kept-files';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { lake } from '../../support/lake-process';
import { temporaryDirectory } from '../../support/temporary-directory';
import { FileServer, partOf, ranged } from './file-server';
import { buildZip } from './zip-builder';

const directory = temporaryDirectory();
const LAKE = join(__dirname, '../../../bin/lake.js');
/** Three groups. */
const FILES = 9_000;
/** One of so many is read back. */
const READ_BACK = 50;

const contentOf = (index: number): string => `${index} `.repeat(index % 300);

function writeArchive(): string {
  const file = join(directory(), 'a.zip');
  const entries = Array.from({ length: FILES }, (_, index) => ({
    name: `f/${index}`,
    content: contentOf(index),
  }));
  writeFileSync(file, buildZip(entries, { zip64: true }));
  return file;
}

const command = (file: string): string[] => [
  'archive',
  'covidx-ct',
  file,
  ...['--lake', join(directory(), 'lake'), '--threads', '1', '--no-load', '--json'],
];

const objects = (): string[] => {
  try {
    return readdirSync(join(directory(), 'lake', 'bronze'), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
};

/** Waits until so many containers are there, or the next one is being written; or until the command has ended. */
async function under(child: ChildProcess, containers: number): Promise<void> {
  const isThere = (): boolean => {
    const names = objects();
    const made = names.filter((name) => name.endsWith('.zip')).length;
    return made > containers || (made === containers && names.some((name) => name.endsWith('.part')));
  };
  while (child.exitCode === null && !isThere()) await sleep(1);
}

/** The process that takes the archive for the command. */
function workerOf({ pid = 0 }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

async function stopped(
  file: string,
  signal: NodeJS.Signals,
  containers: number,
  end = (child: ChildProcess): unknown => child.kill(signal),
): Promise<string> {
  const child = spawn(process.execPath, [LAKE, ...command(file)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [said, ended] = [text(child.stderr), once(child, 'close')];
  await under(child, containers);
  end(child);
  await ended;
  return said;
}

const stateOf = (): string[] =>
  objects()
    .filter((name) => /^[^.].*\.(zip|json)$/.test(name))
    .sort();

it('leaves the archive to who is at it already', async () => {
  const lock = await FileLock.acquire(layoutOf(join(directory(), 'lake')).sourceLock('covidx-ct'));
  try {
    const { code, stderr } = await lake(command(writeArchive()));
    expect(code).not.toBe(0);
    expect(stderr).toContain('Another process takes an archive of covidx-ct; wait until it is done');
    expect(stateOf()).toEqual([]);
  } finally {
    await lock.release();
  }
});

it('goes on where it was after kill -9, of the command or of its process, and Ctrl-C, and then has nothing more to write', async () => {
  const file = writeArchive();
  await stopped(file, 'SIGKILL', 0);
  const told = await stopped(file, 'SIGKILL', 1, (child) => process.kill(workerOf(child), 'SIGKILL'));
  expect(told).toContain('The process that takes the archive was ended (SIGKILL)');
  expect(await stopped(file, 'SIGINT', 2)).toContain('Stopped; the same command goes on where it was');
  const resumed = await lake(command(file));
  expect([resumed.code, resumed.stderr]).toEqual([0, expect.not.stringContaining('missing')]);
  expect(JSON.parse(resumed.stdout)).toMatchObject({ files: FILES, problems: [], missing: [] });
  let found = 0;
  for await (const { path, crc, open } of keptFiles(
    new DirectoryObjectStore(join(directory(), 'lake', 'bronze')),
    'covidx-ct',
  )) {
    const content = Buffer.from(contentOf(Number(path.slice(2))));
    if (crc !== crc32(content)) throw new Error(`${path} is something else`);
    if (found % READ_BACK === 0) expect((await buffer(open())).equals(content)).toBe(true);
    found += 1;
  }
  expect(found).toBe(FILES);

  const before = stateOf();
  const inManifest = before
    .filter((name) => name.startsWith('archive_files'))
    .flatMap((name) =>
      readFileSync(join(directory(), 'lake', 'bronze', name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { data: { path: string } }).data.path),
    );
  expect([inManifest.length, new Set(inManifest).size]).toEqual([FILES, FILES]);

  const again = await lake(command(file).filter((word) => word !== '--no-load'));
  expect(again.stderr).toBe('');
  expect(JSON.parse(again.stdout)).toMatchObject({ taken: 0, known: FILES, missing: [] });
  expect(stateOf()).toEqual(before);
  expect(readdirSync(join(directory(), 'lake', 'silver', 'archive_files'))).toContain('data');
});

it('is taken by a lake that serves in a process of its own, and only its directory is fetched the next time', async () => {
  const here = new LocalLake({ root: join(directory(), 'lake'), datasets, defaultDataset: 'immunizations' });
  const server = new FileServer();
  await server.start();
  const settings = { ...archiveSettings.parse({}), from: server.url };
  const pass = async (): Promise<PassReport | undefined> =>
    face.pass?.({
      source: { name: 'covidx-ct', kind: archive, settings },
      lake: here,
      secrets: new LocalSecrets(here.layout.secrets),
      signal: new AbortController().signal,
    });
  try {
    server.answer = ranged(buildZip([{ name: '../x' }]));
    // What fails over there is told here in words.
    await expect(pass()).rejects.toMatchObject({
      name: 'WorkFailedError',
      message: expect.stringContaining('leads out of') as string,
    });
    server.answer = ranged(buildZip([{ name: 'a', content: 'b'.repeat(300_000), method: 0 }]), {
      etag: '"2"',
    });
    expect(await pass()).toMatchObject({ taken: 1, problems: [] });
    server.requests = [];
    expect(await pass()).toEqual({ taken: 0, problems: [] });
    const parts = server.requests.map((request) => partOf(request) ?? { start: 0, end: 300_000 });
    expect(parts.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(100_000);
  } finally {
    await Promise.all([server.stop(), here.close()]);
  }
});

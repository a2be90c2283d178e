import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { takeKilled, type Taken } from './archive-kills';
import { archiveModel } from './archive-model';
import { milliseconds, round, type BenchRow } from './bench-row';

const ROOT = join(__dirname, '..');
const FILES = 200_000;
const run = promisify(execFile);

/** Small files, half of each compressible, in ZIP64; Python's zipfile writes it. */
const MAKE = `
import os, random, sys, zipfile
random.seed(1)
noise = os.urandom(20000)
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
    for index in range(int(sys.argv[2])):
        size, start = random.randrange(200, 8000), random.randrange(0, 10000)
        archive.writestr(f'pictures/{index // 1000:03d}/{index:06d}.bin', noise[start:start + size // 2] + bytes(size // 2))
`;
const EXTRACT = 'import sys, zipfile\nzipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])';

/** What `rclone check` does without a checksum of the provider's: every file is read, and its size and CRC-32 compared. */
const CHECK = `
import json, os, sys, zlib, zipfile
said = {entry.filename: (entry.file_size, entry.CRC) for entry in zipfile.ZipFile(sys.argv[1]).infolist()}
found = {}
for folder, _, names in os.walk(sys.argv[2]):
    for name in names:
        path = os.path.join(folder, name)
        with open(path, 'rb') as file: content = file.read()
        found[os.path.relpath(path, sys.argv[2])] = (len(content), zlib.crc32(content))
sys.exit(0 if found == said else 1)
`;
/** Runs that are ended with `kill -9`. */
const KILLS = 3;

/** A script of this folder, compiled as the command line is. */
async function compiledScript(name: string): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- JavaScript without types
  const { compiled } = require(join(ROOT, 'bin/compiled.js')) as {
    compiled: (entry: string) => Promise<string>;
  };
  return compiled(`bench/${name}.ts`);
}

/** The same in a process of its own. */
async function script<T>(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<T> {
  const { stdout } = await run(process.execPath, [await compiledScript(name), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as T;
}

/** 200,000 small files out of one archive, against other tools and the floor, in turns on the same disk. */
export async function benchArchive(): Promise<BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-bench-'));
  try {
    const file = join(directory, 'archive.zip');
    await run('python3', ['-c', MAKE, file, String(FILES)]);
    const threads = availableParallelism();
    const env = { ARCHIVE_BYTES: String((await stat(file)).size) };
    // Compiled, and the archive in the cache, before anything is measured.
    await script('archive-floor', [file, join(directory, 'warm'), '0', '100'], env);
    const floors = await Promise.all(
      Array.from({ length: threads }, (_, share) =>
        script<{ seconds: number }>(
          'archive-floor',
          [file, join(directory, `floor-${share}`), String(share), String(threads)],
          env,
        ),
      ),
    );
    const floor = Math.max(...floors.map(({ seconds }) => seconds));
    const lake = join(directory, 'lake');
    const first = await script<Taken>('archive-run', [lake, file]);
    if (first.taken !== FILES || first.problems > 0)
      throw new Error(`${first.taken} of ${FILES} files were taken`);
    const second = await script<Taken>('archive-run', [lake, file]);
    if (second.taken !== 0) throw new Error(`The second run wrote ${second.taken} files`);
    const unzip =
      (await milliseconds(() => run('unzip', ['-q', file, '-d', join(directory, 'unzip')]))) / 1_000;
    const checked =
      (await milliseconds(() => run('python3', ['-c', CHECK, file, join(directory, 'unzip')]))) / 1_000;
    await proveKilled(file, directory, first.seconds);
    await rm(join(directory, 'unzip'), { recursive: true, force: true });
    const python =
      (await milliseconds(() => run('python3', ['-c', EXTRACT, file, join(directory, 'python')]))) / 1_000;
    const ours = { value: round(first.seconds), unit: 's' };
    return [
      {
        name: '200,000 small files',
        ...ours,
        against: `floor on ${threads} cores: read, inflate, CRC, write`,
        ratio: round(floor / first.seconds),
        target: 0.8,
      },
      {
        name: '200,000 small files',
        ...ours,
        against: 'unzip',
        ratio: round(unzip / first.seconds),
        target: 1,
      },
      {
        name: '200,000 small files',
        ...ours,
        against: 'Python zipfile',
        ratio: round(python / first.seconds),
        target: 1,
      },
      { name: 'files per second', value: round(FILES / first.seconds), unit: '1/s' },
      {
        name: 'the same archive again',
        value: round(second.seconds),
        unit: 's',
        against: 'the first time',
        ratio: round(first.seconds / second.seconds),
      },
      {
        name: 'the same archive again',
        value: round(second.seconds),
        unit: 's',
        against: 'reading and comparing every unpacked file, as rclone check does',
        ratio: round(checked / second.seconds),
        target: 1,
      },
      { name: 'peak memory', value: round(first.peak / 1e6), unit: 'MB', target: 300 },
      // Two processors have worked.
      ...archiveModel((first.seconds * threads) / FILES),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Runs killed at random moments come to what `unzip` has unpacked, byte for byte. */
async function proveKilled(file: string, directory: string, seconds: number): Promise<void> {
  const lake = join(directory, 'killed');
  const { taken, known } = await takeKilled(
    [await compiledScript('archive-run'), lake, file],
    KILLS,
    seconds,
  );
  if (taken + known !== FILES) throw new Error(`After kills, ${taken + known} of ${FILES} files are kept`);
  const compare = [lake, join(directory, 'unzip')];
  const { same } = await script<{ same: number }>('archive-compare', compare);
  if (same !== FILES) throw new Error(`${same} of ${FILES} files are what unzip makes of them`);
}

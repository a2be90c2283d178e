import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TAKE_HEAP_MB } from '../local/sources/archive/apart/take-apart';
import { sparing } from '../local/sources/archive/apart/work-apart';
import { takeKilled, type Taken } from './archive-kills';
import { archiveModel } from './archive-model';
import { milliseconds, round, type BenchRow } from './bench-row';
import { peakMemory } from './peak-memory';

const ROOT = join(__dirname, '..');
/** Fewer tell whether the bench itself works. */
const FILES = Number(process.env.ARCHIVE_FILES ?? 200_000);
/** What Python's zipfile takes longest for is measured with fewer. */
const FILES_OF_PYTHON = Math.ceil(FILES / 4);
const WARM_FILES = 100;
/** Runs that are ended with `kill -9`. */
const KILLS = 3;
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
const EXTRACT = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    archive.extractall(sys.argv[2], archive.namelist()[:int(sys.argv[3])])
`;

/** What `rclone check` does without a checksum of the provider's: every file is read, and its size and CRC-32 compared. */
const CHECK = `
import os, sys, zlib, zipfile
said = {entry.filename: (entry.file_size, entry.CRC) for entry in zipfile.ZipFile(sys.argv[1]).infolist()}
found = {}
for folder, _, names in os.walk(sys.argv[2]):
    for name in names:
        path = os.path.join(folder, name)
        with open(path, 'rb') as file: content = file.read()
        found[os.path.relpath(path, sys.argv[2])] = (len(content), zlib.crc32(content))
sys.exit(0 if found == said else 1)
`;

/** A script of this folder, compiled as the command line is. */
async function compiledScript(name: string): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- JavaScript without types
  const { compiled } = require(join(ROOT, 'bin/compiled.js')) as {
    compiled: (entry: string) => Promise<string>;
  };
  return compiled(`bench/${name}.ts`);
}

/** The same in a process of its own; taking an archive is started as the command starts it. */
async function script<T>(name: string, ...args: readonly string[]): Promise<T> {
  const { flags, env } = name === 'archive-run' ? sparing(TAKE_HEAP_MB) : { flags: [], env: process.env };
  const { stdout } = await run(process.execPath, [...flags, await compiledScript(name), ...args], {
    cwd: ROOT,
    env,
  });
  return JSON.parse(stdout) as T;
}

const seconds = async (command: string, ...args: string[]): Promise<number> =>
  (await milliseconds(() => run(command, args))) / 1_000;

/** Many small files out of one archive, against other tools and the floor, one after the other on the same disk. */
export async function benchArchive(): Promise<BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-bench-'));
  const at = (name: string): string => join(directory, name);
  try {
    const file = at('archive.zip');
    await run('python3', ['-c', MAKE, file, String(FILES)]);
    await warm(at);
    const floor = await floorOf(file, at);
    const first = await script<Taken>('archive-run', at('lake'), file);
    if (first.taken !== FILES || first.problems > 0)
      throw new Error(`${first.taken} of ${FILES} files were taken`);
    const second = await script<Taken>('archive-run', at('lake'), file);
    if (second.taken !== 0) throw new Error(`The second run wrote ${second.taken} files`);
    const unzip = await seconds('unzip', '-q', file, '-d', at('unzip'));
    const checked = await seconds('python3', '-c', CHECK, file, at('unzip'));
    await proveKilled(file, at, first.seconds);
    await rm(at('unzip'), { recursive: true, force: true });
    const python = await seconds('python3', '-c', EXTRACT, file, at('python'), String(FILES_OF_PYTHON));
    await rm(at('python'), { recursive: true, force: true });
    const whole = await peakMemory(process.execPath, takeCommand(file, at('whole')));
    const { missing } = JSON.parse(whole.said) as { missing: readonly string[] };
    if (missing.length > 0) throw new Error(`${missing.length} files are missing in the manifest`);
    return [
      ...against(floor, first, unzip, python),
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
      { name: 'peak memory, extraction', value: round(first.peak / 1e6), unit: 'MB', target: 300 },
      {
        name: 'peak memory, lake archive with the load of tables, all processes',
        value: round(whole.peak / 1e6),
        unit: 'MB',
        target: 300,
      },
      ...(await archiveModel(first.processor / FILES)),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Everything is compiled before anything is measured. */
async function warm(at: (name: string) => string): Promise<void> {
  await run('python3', ['-c', MAKE, at('small.zip'), String(WARM_FILES)]);
  await script('archive-floor', at('small.zip'), at('warm'), '0', '1');
  await script('archive-run', at('warm-lake'), at('small.zip'));
  await run(process.execPath, takeCommand(at('small.zip'), at('warm-whole')));
}

/** The command line, loading tables as well. */
function takeCommand(file: string, lake: string): string[] {
  return [join(ROOT, 'bin/lake.js'), 'archive', 'covidx-ct', file, '--lake', lake, '--json'];
}

interface Floor {
  /** Seconds until the last share is written. */
  readonly seconds: number;
  /** Seconds of processors; what each share reads of the directory counts once. */
  readonly processor: number;
}

async function floorOf(file: string, at: (name: string) => string): Promise<Floor> {
  const shares = availableParallelism();
  const floors = await Promise.all(
    Array.from({ length: shares }, (_, share) =>
      script<Floor & { directory: number }>(
        'archive-floor',
        file,
        at(`floor-${share}`),
        String(share),
        String(shares),
      ),
    ),
  );
  const sum = (of: (floor: (typeof floors)[number]) => number): number =>
    floors.reduce((total, floor) => total + of(floor), 0);
  return {
    seconds: Math.max(...floors.map((floor) => floor.seconds)),
    processor:
      sum(({ processor }) => processor) - (sum(({ directory }) => directory) * (shares - 1)) / shares,
  };
}

function against(floor: Floor, first: Taken, unzip: number, python: number): BenchRow[] {
  const threads = availableParallelism();
  const ours = { name: `${FILES.toLocaleString('en')} small files`, value: round(first.seconds), unit: 's' };
  const of = (row: Partial<BenchRow>): BenchRow => ({ ...ours, ...row });
  return [
    of({
      against: `floor on ${threads} cores: read, inflate, CRC, write`,
      ratio: round(floor.seconds / first.seconds),
      target: 0.8,
    }),
    of({
      name: 'the same in processor time',
      value: round(first.processor),
      against: 'the same floor',
      ratio: round(floor.processor / first.processor),
      target: 0.8,
    }),
    of({ against: 'unzip', ratio: round(unzip / first.seconds), target: 1 }),
    of({
      against: `Python zipfile, by ${FILES_OF_PYTHON.toLocaleString('en')} of them`,
      ratio: round((python * (FILES / FILES_OF_PYTHON)) / first.seconds),
      target: 1,
    }),
  ];
}

/** Runs killed at random moments come to what `unzip` has unpacked, byte for byte. */
async function proveKilled(file: string, at: (name: string) => string, length: number): Promise<void> {
  const { taken, known } = await takeKilled(
    [await compiledScript('archive-run'), at('killed'), file],
    KILLS,
    length,
  );
  if (taken + known !== FILES) throw new Error(`After kills, ${taken + known} of ${FILES} files are kept`);
  const { same } = await script<{ same: number }>('archive-compare', at('killed'), at('unzip'));
  if (same !== FILES) throw new Error(`${same} of ${FILES} files are what unzip makes of them`);
}

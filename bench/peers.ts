import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedByPip } from '../conformance/trino/cache';
import { milliseconds, round, type BenchRow } from './bench-row';
import { peakMemory } from './peak-memory';
import { syntheticBronze } from './synthetic-bronze';

const RECORDS = 200_000;
const PEERS = join(__dirname, 'peers');
const LAKE = join(__dirname, '../bin/lake.js');
const run = promisify(execFile);

interface Took {
  readonly seconds: number;
  readonly peakMb: number;
}

/**
 * The same file to a table by its key and counts by vaccine of it: here validated, landed, audited and disclosed with
 * care, by dlt and by dbt in DuckDB without any of that.
 */
export async function benchPeers(): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-peers-'));
  try {
    const python = await peers();
    const file = await recordsFile(root);
    const own = await ownOf(root, file);
    const rows = [...figures(`file to gold, ${RECORDS.toLocaleString('en')} records`, own)];
    if (python === undefined) return rows;
    const dlt = await dltOf(python, root, file);
    const dbt = await dbtOf(python, root, file);
    const against = (peer: string, took: Took, target?: number): BenchRow[] =>
      figures(`  ${peer}`, took, {
        against: 'the lake is so many times as fast',
        ratio: round(took.seconds / own.seconds),
        ...(target !== undefined && { target }),
      });
    return [
      ...rows,
      ...against('dlt 1.31, merge by key into DuckDB', dlt, 5),
      ...against('dbt-duckdb 1.10, first run of an incremental model', dbt.first),
      ...against('dbt-duckdb 1.10, the same file again', dbt.again),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Python with the peers; undefined, in words, where they can't be had. */
async function peers(): Promise<string | undefined> {
  const requirements = join(PEERS, 'requirements.txt');
  try {
    const home = await cachedByPip('bench-peers', requirements);
    return join(home, 'bin/python');
  } catch (error) {
    const [line] = String(error).split('\n');
    console.error(`dlt and dbt are left out, since pip could not install ${requirements}: ${line}`);
    return undefined;
  }
}

/** The payloads of what landing would have written. */
async function recordsFile(root: string): Promise<string> {
  const bronze = await syntheticBronze(join(root, 'made'), RECORDS);
  const file = join(root, 'records.ndjson');
  const [from, to] = [await open(bronze), await open(file, 'w')];
  const out = to.createWriteStream();
  for await (const line of from.readLines()) {
    const { data } = JSON.parse(line) as { readonly data: unknown };
    if (!out.write(`${JSON.stringify(data)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  await rm(join(root, 'made'), { recursive: true });
  return file;
}

async function ownOf(root: string, file: string): Promise<Took> {
  const lake = ['--lake', join(root, 'lake')];
  // What a first command of a new version does once.
  await run(process.execPath, [LAKE, 'transform', '--lake', join(root, 'warm')]);
  const put = await took(process.execPath, [LAKE, 'put', 'immunizations', file, ...lake]);
  const transform = await took(process.execPath, [LAKE, 'transform', '--json', ...lake]);
  return {
    seconds: put.seconds + transform.seconds,
    peakMb: Math.max(put.peakMb, transform.peakMb),
  };
}

async function dltOf(python: string, root: string, file: string): Promise<Took> {
  const directory = join(root, 'dlt');
  await mkdir(directory);
  return took(python, [join(PEERS, 'merge_with_dlt.py'), file, directory]);
}

async function dbtOf(
  python: string,
  root: string,
  file: string,
): Promise<{ readonly first: Took; readonly again: Took }> {
  const project = join(PEERS, 'dbt');
  const settings = [
    `PEER_FILE=${file}`,
    `PEER_DATABASE=${join(root, 'dbt.duckdb')}`,
    `DBT_TARGET_PATH=${join(root, 'target')}`,
    `DBT_LOG_PATH=${join(root, 'logs')}`,
    'DBT_SEND_ANONYMOUS_USAGE_STATS=false',
  ];
  const start = 'from dbt.cli.main import cli; cli()';
  const dbt = [python, '-c', start, 'run', '--project-dir', project, '--profiles-dir', project];
  const build = (): Promise<Took> => took('env', [...settings, ...dbt]);
  return { first: await build(), again: await build() };
}

async function took(command: string, args: readonly string[]): Promise<Took> {
  let peak = 0;
  const spent = await milliseconds(async () => {
    ({ peak } = await peakMemory(command, args));
  });
  return { seconds: spent / 1000, peakMb: peak / 1024 / 1024 };
}

function figures(name: string, { seconds, peakMb }: Took, more: Partial<BenchRow> = {}): BenchRow[] {
  return [
    { name, value: round(seconds), unit: 's', ...more },
    { name: '  peak memory', value: round(peakMb), unit: 'MB' },
  ];
}

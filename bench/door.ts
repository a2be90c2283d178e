import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetQueryResultsCommand, type AthenaClient } from '@aws-sdk/client-athena';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { cachedByPip } from '../conformance/trino/cache';
import { silverTable } from '../core/tables';
import { openPersonaEngine } from '../local/access';
import { TableStore } from '../local/store/table-store';
import { datasets } from '../datasets';
import { immunizations } from '../datasets/immunizations/contract';
import { ask, openDoor, type OpenDoor } from '../test/local/door/door';
import { median, milliseconds, round, type BenchRow } from './bench-row';
import { answered, withClientAlone } from './client-alone';
import { millionRecords, RECORDS } from './million-records';

const SQL =
  'SELECT cvx_code, vaccine_name, doses FROM gold.immunizations_by_vaccine ORDER BY doses DESC LIMIT 10';
/** Columns that a clinician sees, of every record. */
const COLUMNS = ['immunization_id', 'patient_id', 'cvx_code', 'arrived_at'];
const ALL = `SELECT ${COLUMNS.join(', ')} FROM silver.immunizations`;
const LARGE_TURNS = 3;
const TURNS = 30;
const AT_ONCE = 20;

/** A small query through the door and in-process, many clients at once, a large result. */
export async function benchDoor(): Promise<BenchRow[]> {
  const root = await mkdtemp(join(tmpdir(), 'headwater-bench-door-'));
  const open = await openDoor(root);
  try {
    const client = open.athena('analyst');
    const first = await milliseconds(() => small(client));
    const through = await turns(() => small(client));
    let nth = 0;
    const anew = await turns(() => small(client, SQL.replace('LIMIT 10', `LIMIT ${++nth + 10}`)));
    const alone = await withClientAlone(await answered(client, SQL), (idle) => turns(() => small(idle)));
    const inside = await inProcess(open);
    const clients = Array.from({ length: AT_ONCE }, () => open.athena('analyst'));
    const together = await milliseconds(() => Promise.all(clients.map((each) => small(each))));
    const large = await largeResults(open);
    return [
      { name: 'First query of a door, its engine not yet started', value: round(first), unit: 'ms' },
      {
        name: 'Small query through the door: start, look, rows',
        value: round(through),
        unit: 'ms',
        against: `the same in-process, ${round(inside)} ms`,
        ratio: round(inside / through),
        target: 0.67,
      },
      {
        name: 'What of it the client takes: the same requests to a server that has its answers already',
        value: round(alone),
        unit: 'ms',
      },
      {
        name: 'What of it the lake takes',
        value: round(through - alone),
        unit: 'ms',
        against: `the same in-process, ${round(inside)} ms`,
        ratio: round(inside / (through - alone)),
      },
      { name: 'Small query through the door, another statement each time', value: round(anew), unit: 'ms' },
      {
        name: `${AT_ONCE} clients at once, until the last has its rows`,
        value: round(together),
        unit: 'ms',
        against: 'one after the other',
        ratio: round((AT_ONCE * through) / together),
      },
      ...large,
    ];
  } finally {
    await open.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** Every record of a million, asked for and fetched to its last byte, against reading the same columns of the lake's files. */
async function largeResults(open: OpenDoor): Promise<BenchRow[]> {
  await millionRecords(open.lake);
  const first = await milliseconds(() => fetched(open, ALL, 'csv'));
  const csv = await turns(() => fetched(open, ALL, 'csv'), LARGE_TURNS);
  const asking = await turns(() => ask(open.athena('clinician'), ALL), LARGE_TURNS);
  const unload = `UNLOAD (${ALL}) TO 's3://headwater-local-results/clinician/all/' WITH (format = 'PARQUET', compression = 'SNAPPY')`;
  const parquet = await turns(() => fetched(open, unload, 'parquet'), LARGE_TURNS);
  const arrow = await pyArrow(open);
  const against = `PyArrow reading the lake’s Parquet, ${round(arrow)} ms`;
  const compared = (name: string, value: number): BenchRow => ({
    name,
    value: round(value),
    unit: 'ms',
    against,
    ratio: round(arrow / value),
  });
  return [
    { name: 'A million rows as CSV, from a lake not yet read', value: round(first), unit: 'ms' },
    compared('A million rows as CSV, asked for and fetched', csv),
    compared('A million rows as CSV, until the result is there', asking),
    compared('A million rows by UNLOAD, as Parquet', parquet),
  ];
}

/** Asks, and fetches the file of the result. */
async function fetched(open: OpenDoor, sql: string, form: 'csv' | 'parquet'): Promise<void> {
  const { QueryExecutionId: id, Status } = await ask(open.athena('clinician'), sql);
  if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  const Key = form === 'csv' ? `clinician/${id}.csv` : `clinician/all/${id}_0`;
  const { Body } = await open
    .s3('clinician')
    .send(new GetObjectCommand({ Bucket: 'headwater-local-results', Key }));
  await Body?.transformToByteArray();
}

/** Milliseconds, PyArrow being there already. */
async function pyArrow({ lake }: OpenDoor): Promise<number> {
  const home = await cachedByPip('clients', join(__dirname, '../scripts/clients/python/clients.txt'));
  const files = await new TableStore(lake.layout.tables).currentFiles(silverTable(immunizations));
  const program = `
import json, sys, time
import pyarrow.parquet as parquet
files, columns = json.loads(sys.argv[1])
def read():
    started = time.perf_counter()
    rows = sum(parquet.read_table(file, columns=columns).num_rows for file in files)
    assert rows == ${RECORDS}, rows
    return 1000 * (time.perf_counter() - started)
print(sorted(read() for _ in range(5))[2])`;
  const { stdout } = await promisify(execFile)(join(home, 'bin', 'python'), [
    '-c',
    program,
    JSON.stringify([files, COLUMNS]),
  ]);
  return Number(stdout);
}

async function small(client: AthenaClient, sql = SQL): Promise<void> {
  const { QueryExecutionId } = await ask(client, sql);
  await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
}

async function inProcess({ lake }: OpenDoor): Promise<number> {
  const engine = await openPersonaEngine({ lakeDir: lake.layout.root, persona: 'analyst', datasets });
  try {
    await engine.query(SQL);
    return await turns(() => engine.query(SQL));
  } finally {
    engine.close();
  }
}

async function turns(work: () => Promise<unknown>, count = TURNS): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) times.push(await milliseconds(work));
  return median(times);
}

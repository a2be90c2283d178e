import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueryResultsCommand, type AthenaClient } from '@aws-sdk/client-athena';
import { openPersonaEngine } from '../local/access';
import { datasets } from '../datasets';
import { ask, openDoor, type OpenDoor } from '../test/local/door/door';
import { median, milliseconds, round, type BenchRow } from './bench-row';

const SQL =
  'SELECT cvx_code, vaccine_name, doses FROM gold.immunizations_by_vaccine ORDER BY doses DESC LIMIT 10';
const MILLION =
  "SELECT n, n * 2 AS twice, concat('row ', CAST(n AS varchar)) AS name FROM UNNEST(sequence(1, 1000)) AS a(m) CROSS JOIN UNNEST(sequence(1, 1000)) AS b(n)";
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
    const inside = await inProcess(open);
    const clients = Array.from({ length: AT_ONCE }, () => open.athena('analyst'));
    const together = await milliseconds(() => Promise.all(clients.map(small)));
    const large = await milliseconds(() => ask(client, MILLION));
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
        name: `${AT_ONCE} clients at once, until the last has its rows`,
        value: round(together),
        unit: 'ms',
        against: 'one after the other',
        ratio: round((AT_ONCE * through) / together),
      },
      { name: 'A result of a million rows as CSV', value: round(large), unit: 'ms' },
    ];
  } finally {
    await open.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function small(client: AthenaClient): Promise<void> {
  const { QueryExecutionId } = await ask(client, SQL);
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

async function turns(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) times.push(await milliseconds(work));
  return median(times);
}

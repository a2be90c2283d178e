import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Follower } from '../../local/commands/follow';
import type { LocalLake } from '../../local/lake';
import { immunization } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const DAY = Date.UTC(2026, 10, 20);
const HOUR = 3_600_000;

const putDose = (lake: LocalLake, id: string, arrivedAt: number): Promise<void> =>
  intoBronze(lake, [{ id, payload: immunization({ id }), arrivedAt }], id);

async function ids(lake: LocalLake): Promise<unknown[]> {
  const rows = await lake.query('SELECT immunization_id FROM silver.immunizations ORDER BY 1');
  return rows.map((row) => row.immunization_id);
}

test('a pass loads what somebody else landed, on whatever day it arrived, and then nothing', async () => {
  const lake = testLake(directory());
  const follower = new Follower(lake, () => undefined);
  await putDose(lake, 'a', DAY);
  await follower.pass();
  expect(await ids(lake)).toEqual(['a']);
  // Another process lands, under a clock that was set back by 40 days.
  await putDose(lake, 'b', DAY - 40 * 24 * HOUR);
  await putDose(lake, 'c', DAY + HOUR);
  await follower.pass();
  expect(await ids(lake)).toEqual(['a', 'b', 'c']);
  expect(await lake.transformPending()).toEqual([]);
});

test('a run that failed is told once and tried again until nothing waits', async () => {
  let now = DAY;
  const lake = testLake(directory());
  Object.assign(lake, { clock: { now: () => new Date(now) } });
  const said: string[] = [];
  const follower = new Follower(lake, (line) => said.push(line));
  await putDose(lake, 'a', DAY);
  // Something stands where the table belongs.
  const table = join(lake.layout.tables, 'silver', 'immunizations');
  await mkdir(dirname(table), { recursive: true });
  await writeFile(table, 'in the way');
  for (let pass = 0; pass < 3; pass++, now += HOUR) expect(await follower.pass()).toBe(false);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^Transforming failed and will be tried again/);
  await rm(table);
  expect(await follower.pass()).toBe(true);
  expect(await ids(lake)).toEqual(['a']);
  expect(said).toHaveLength(3);
});

test('what has just failed is left alone for a while, longer each time', async () => {
  let now = DAY;
  let tries = 0;
  const broken = {
    clock: { now: () => new Date(now) },
    land: async () => 0,
    transformPending: async () => {
      tries++;
      throw new Error('no');
    },
  } as unknown as LocalLake;
  const follower = new Follower(broken, () => undefined);
  for (; now < DAY + HOUR; now += 1_000) await follower.pass();
  expect(tries).toBeGreaterThan(55);
  expect(tries).toBeLessThan(70);
});

import { loadSqlParser } from '../../../core/plan';
import { immunizations } from '../../../datasets/immunizations/contract';
import { sensorReadings } from '../../../datasets/sensor_readings/contract';
import { vaccines } from '../../../datasets/vaccines/contract';
import { GOLD_LOCK, lockOf } from '../../../lib/constructs/transformation/lock-states';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { temporaryDirectory } from '../../support/temporary-directory';
import { Deployed, machinesOf, SWEEPING, type Machines } from './deployed';

const directory = temporaryDirectory();
const bronze = (): DirectoryObjectStore => new DirectoryObjectStore(directory());

let hourly: Machines;
let inMinutes: Machines;
beforeAll(async () => {
  await loadSqlParser();
  hourly = machinesOf([vaccines, immunizations]);
  const people = { ...immunizations, freshWithinMinutes: 10 };
  const readings = { ...sensorReadings, freshWithinMinutes: 15 };
  inMinutes = machinesOf([readings, people, vaccines], [people, readings]);
});

test('a run loads what has landed, fills gold that reads it, and does nothing the hour after', async () => {
  const lake = new Deployed(hourly, bronze());
  await lake.land('immunizations');
  await lake.hour('first');
  const [migrated, ...others] = lake.sent;
  expect(migrated).toBe('Migrate tables');
  const published = others.findIndex((each) => each.startsWith('Publish'));
  expect(published).toBeGreaterThan(0);
  expect(others.slice(0, published).every((each) => each.startsWith('immunizations'))).toBe(true);
  expect(others.slice(published).every((each) => each.startsWith('Publish'))).toBe(true);
  await lake.hour('second');
  expect(lake.sent.slice(others.length + 1)).toEqual(['Migrate tables']);
});

test('a load that fails leaves the others alone, and the run names its table', async () => {
  const lake = new Deployed(hourly, bronze(), { 'vaccines: merge': 'ICEBERG_COMMIT_ERROR' });
  await lake.land('vaccines');
  await lake.land('immunizations');
  await expect(lake.hour('first')).rejects.toMatchObject({
    code: 'Headwater.RunFailed',
    message: expect.stringMatching(/^Not done: silver\.vaccines(?!.*silver\.immunizations)/) as unknown,
  });
  expect(lake.sent).toContain('immunizations: audit');
});

test('a load that loses records fails, and its position stays', async () => {
  const lake = new Deployed(hourly, bronze(), { unaccounted: '2' });
  await lake.land('vaccines');
  await expect(lake.hour('first')).rejects.toMatchObject({ code: 'Headwater.RunFailed' });
  const before = lake.sent.length;
  await expect(lake.hour('second')).rejects.toMatchObject({ code: 'Headwater.RunFailed' });
  expect(lake.sent.length).toBe(2 * before);
});

test.each([
  ['nobody', {}],
  ['an execution that doesn’t hold the lock', { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'execution:x' }],
])('a load that is started by %s does nothing', async (_who, input) => {
  const lake = new Deployed(hourly, bronze());
  await lake.land('vaccines');
  await expect(lake.start('vaccines', 'by hand', input)).rejects.toMatchObject({ code: 'Headwater.NoLock' });
  expect(lake.sent).toEqual([]);
});

describe('the sweep of a day', () => {
  const staged = (lake: Deployed): string[] => lake.sent.filter((each) => each.endsWith(': stage'));
  const swept = async (): Promise<Deployed> => {
    const lake = new Deployed(hourly, bronze());
    for (const object of ['2026/02/27/1.json', '2026/02/28/2.json', '2026/03/01/1.json'])
      await lake.land('vaccines', object);
    await lake.hour('noon');
    await lake.land('vaccines', '2026/03/01/3.json');
    lake.sent.length = 0;
    return lake;
  };

  it('loads what is new and reads no day again that is as it was loaded', async () => {
    const lake = await swept();
    await lake.hour('night', SWEEPING);
    expect(staged(lake)).toEqual(['vaccines: stage']);
    await lake.hour('next night', '2026-03-03T03:30:00Z');
    expect(staged(lake)).toHaveLength(1);
  });

  it('reads the days again on which something came late or is gone, once', async () => {
    const lake = await swept();
    await lake.land('vaccines', '2026/02/28/1.json');
    await lake.hour('night', SWEEPING);
    expect(lake.sent.filter((each) => each === 'vaccines: objects')).toHaveLength(1);
    expect(staged(lake)).toHaveLength(2);
    await lake.hour('next night', '2026-03-03T03:30:00Z');
    expect(staged(lake)).toHaveLength(2);
    await lake.bronze.delete('vaccines/2026/03/01/1.json');
    await lake.hour('third night', '2026-03-03T03:45:00Z');
    expect(staged(lake)).toHaveLength(3);
  });

  it('reads days again until they add up', async () => {
    const lake = await swept();
    await lake.bronze.delete('vaccines/2026/02/28/2.json');
    lake.found.missing = '1';
    await expect(lake.hour('night', SWEEPING)).rejects.toMatchObject({ code: 'Headwater.RunFailed' });
    lake.found.missing = '0';
    lake.sent.length = 0;
    for (const night of ['second', 'third']) await lake.hour(night, SWEEPING);
    expect(lake.sent.filter((each) => each === 'vaccines: objects')).toHaveLength(1);
  });
});

describe('a dataset that asks for minutes', () => {
  const lockedBy = (lake: Deployed, dataset: { name: string }, seconds?: number): Promise<void> =>
    lake.lock(lockOf(dataset), seconds);
  const isFree = async (lake: Deployed, lock: string): Promise<boolean> => {
    const key = { collection: { S: 'locks' }, id: { S: lock } };
    return JSON.stringify(await lake.state.perform('dynamodb:getItem', { Key: key })) === '{}';
  };
  const deployed = (found?: Record<string, string>): Deployed => new Deployed(inMinutes, bronze(), found);

  it('is loaded when something is new, gold that reads it follows, and nothing is sent when nothing is', async () => {
    const lake = deployed();
    await lake.look('sensor_readings');
    expect(lake.sent).toEqual([]);
    await lake.land('sensor_readings');
    await lake.look('sensor_readings');
    expect(lake.sent[0]).toBe('sensor_readings: clear');
    expect(lake.sent.slice(-2)).toEqual(['sensor_readings: audit', 'Refresh sensor_hourly']);
    const before = lake.sent.length;
    await lake.look('sensor_readings');
    expect(lake.sent).toHaveLength(before);
    for (const lock of [lockOf(sensorReadings), GOLD_LOCK]) expect(await isFree(lake, lock)).toBe(true);
    expect(lake.told).toEqual([]);
  });

  it('tells how long records have waited when that is longer than asked', async () => {
    const lake = deployed();
    await lake.land('sensor_readings');
    await lake.look('sensor_readings', new Date(Date.now() + 20 * 60_000).toISOString());
    expect(lake.told).toEqual([expect.closeTo(20, 0)]);
    expect(lake.sent).toContain('sensor_readings: audit');
  });

  it('steps aside while another run holds its lock, and takes over from one that is gone', async () => {
    const lake = deployed();
    await lake.land('sensor_readings');
    await lockedBy(lake, sensorReadings);
    await expect(lake.start('minutes of sensor_readings', 'tick')).resolves.toEqual({ skipped: true });
    expect(lake.sent).toEqual([]);
    expect(await isFree(lake, lockOf(sensorReadings))).toBe(false);
    await lockedBy(lake, sensorReadings, -1);
    await lake.start('minutes of sensor_readings', 'tock');
    expect(lake.sent).toContain('sensor_readings: audit');
  });

  it('gives its locks back when its load or gold fails, and is loaded by the next look', async () => {
    const lake = deployed({ 'sensor_readings: merge': 'ICEBERG_COMMIT_ERROR' });
    await lake.land('sensor_readings');
    const tick = (name: string): Promise<unknown> => lake.start('minutes of sensor_readings', name);
    await expect(tick('first')).rejects.toMatchObject({ message: 'Not done: silver.sensor_readings' });
    expect(await isFree(lake, lockOf(sensorReadings))).toBe(true);
    delete lake.found['sensor_readings: merge'];
    lake.found['Refresh sensor_hourly'] = 'EXCEEDED_MEMORY';
    await expect(tick('second')).rejects.toMatchObject({ message: 'Not done: gold.sensor_hourly' });
    for (const lock of [lockOf(sensorReadings), GOLD_LOCK]) expect(await isFree(lake, lock)).toBe(true);
    // Gold is owed, and nothing is new: the hourly run pays.
    delete lake.found['Refresh sensor_hourly'];
    lake.sent.length = 0;
    await lake.hour('hour');
    expect(lake.sent).toEqual(['Migrate tables', 'Refresh sensor_hourly']);
  });

  it('is waited for by the hourly run, which does everything else before', async () => {
    const waited: [number, string][] = [];
    const lake: Deployed = new Deployed(
      inMinutes,
      bronze(),
      {},
      {
        wait: async (seconds, state) => {
          waited.push([seconds, state]);
          expect(lake.sent).toContain('vaccines: audit');
          if (waited.length === 3) await lake.unlock(lockOf(sensorReadings));
        },
      },
    );
    for (const name of ['vaccines', 'sensor_readings']) await lake.land(name);
    await lockedBy(lake, sensorReadings);
    await lake.hour('hour');
    expect(waited).toEqual(Array(3).fill([15, 'Hold sensor_readings']));
    expect(lake.sent).toContain('sensor_readings: audit');
    expect(await isFree(lake, lockOf(sensorReadings))).toBe(true);
  });

  it('whose run goes on for too long leaves the hourly run without it, and gold owed', async () => {
    const lake = deployed();
    for (const name of ['vaccines', 'sensor_readings']) await lake.land(name);
    await lockedBy(lake, sensorReadings);
    await expect(lake.hour('hour')).rejects.toMatchObject({
      message: 'Not done: silver.sensor_readings, gold.sensor_hourly',
    });
    expect(lake.sent).toContain('vaccines: audit');
    expect(lake.sent.filter((state) => /sensor/.test(state))).toEqual([]);
    expect(await isFree(lake, lockOf(sensorReadings))).toBe(false);
    expect(await isFree(lake, 'tables')).toBe(true);
  });

  it('is loaded beside the hourly run, which publishes what came meanwhile', async () => {
    const lake = deployed();
    for (const name of ['vaccines', 'immunizations']) await lake.land(name);
    lake.meanwhile.set('vaccines: merge', () => lake.look('immunizations'));
    await lake.hour('hour');
    const at = (state: string): number => lake.sent.indexOf(state);
    expect(at('immunizations: audit')).toBeGreaterThan(at('vaccines: merge'));
    expect(at('vaccines: audit')).toBeGreaterThan(at('immunizations: audit'));
    expect(at('Publish immunizations_by_vaccine')).toBeGreaterThan(at('vaccines: audit'));
    lake.sent.length = 0;
    await lake.hour('next hour');
    expect(lake.sent).toEqual(['Migrate tables']);
  });

  it('is never published by its own run', async () => {
    const lake = deployed();
    await lake.land('immunizations');
    await lake.look('immunizations');
    expect(lake.sent).toContain('immunizations: audit');
    expect(lake.sent.filter((state) => /Publish|Refresh/.test(state))).toEqual([]);
  });

  it('is not maintained while it is loaded', async () => {
    const lake = deployed();
    await lockedBy(lake, sensorReadings);
    await expect(lake.start('maintenance', 'night')).rejects.toMatchObject({
      message: 'Not maintained: every table',
    });
    expect(lake.sent).toEqual([]);
    await lake.unlock(lockOf(sensorReadings));
    lake.meanwhile.set('Compact silver.sensor_readings', () => lake.look('sensor_readings'));
    await lake.land('sensor_readings');
    await lake.start('maintenance', 'next night');
    expect(lake.sent.filter((state) => state.startsWith('sensor_readings'))).toEqual([]);
    for (const lock of ['tables', lockOf(sensorReadings)]) expect(await isFree(lake, lock)).toBe(true);
  });
});

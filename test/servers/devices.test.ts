import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { sensorReadings } from '../../datasets/sensor_readings/contract';
import { declareSource, resolveSources, type PassReport } from '../../core/sources';
import { mqtt } from '../../lambdas/mqtt/kind';
import { LocalLake } from '../../local/lake';
import { LakeSources } from '../../local/sources/lake-sources';
import { DeviceClient } from '../../local/sources/mqtt/device-client';
import type { Handed, Keeper } from '../../local/sources/mqtt/keep';
import { openBroker } from '../../local/sources/mqtt/own-broker';
import { needs } from '../support/needs';
import { Mosquitto } from '../../scripts/servers/mosquitto';

needs('mosquitto');

const root = mkdtempSync(join(tmpdir(), 'devices-'));
let broker: Mosquitto;
let device: MqttClient;
let nth = 0;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  broker = await Mosquitto.start(root);
  device = await broker.client('device');
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await device?.endAsync(true);
  await broker?.kill();
  rmSync(root, { recursive: true, force: true });
});

const subscriptions = (id: string): object[] => [
  { topic: `${id}/{sensor_id}/{quantity}`, dataset: 'sensor_readings' },
];

/** A lake with topics of its own, so that tests don't meet. */
function lakeOf(id = `t${(nth += 1)}`): { id: string; lake: LocalLake; pull: () => Promise<PassReport> } {
  const lake = new LocalLake({
    root: join(root, `lake-${id}`),
    datasets: [sensorReadings],
    defaultDataset: 'sensor_readings',
  });
  closing.push(() => lake.close());
  const settings = { broker: broker.url, subscriptions: subscriptions(id) };
  const { sources } = resolveSources([declareSource(mqtt, settings as never, 'sensors')]);
  const pull = async (): Promise<PassReport> => {
    const [report] = await new LakeSources(lake, sources).pass();
    await lake.land();
    return report as PassReport;
  };
  return { id, lake, pull };
}

/** Pulls until so many records have come, however slowly a broker hands them over. */
async function pulled(pull: () => Promise<PassReport>, count: number): Promise<number> {
  let taken = 0;
  while (taken < count) {
    const report = await pull();
    expect(report.problems).toEqual([]);
    taken += report.taken;
  }
  return taken;
}

const reading = (value: number, minute = value): string =>
  JSON.stringify({ value, measured_at: new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString() });

test('offline bursts, copies that the broker keeps, what comes twice and out of order: each reading is there once', async () => {
  const { id, lake, pull } = lakeOf();
  await device.publishAsync(`${id}/kept/temperature`, reading(1), { qos: 1, retain: true });
  expect(await pulled(pull, 1)).toBe(1);
  // The lake is away: its session stays at the broker.
  for (const value of [5, 3, 3, 4])
    await device.publishAsync(`${id}/a/temperature`, reading(value), { qos: 1 });
  await device.publishAsync(`${id}/a/temperature`, `[${reading(6)},${reading(7)}]`, { qos: 2 });
  await device.publishAsync(`${id}/a/temperature`, '{"value":NaN}', { qos: 1 });
  await device.publishAsync(`${id}/a/elsewhere/temperature`, reading(9), { qos: 1 });
  expect(await pulled(pull, 8)).toBe(8);
  expect(await pull()).toMatchObject({ problems: [] });
  await lake.transform();
  expect(
    await lake.query(
      'SELECT sensor_id, measured_value AS v FROM silver.sensor_readings ORDER BY sensor_id, measured_at',
    ),
  ).toEqual([...[3, 4, 5, 6, 7].map((v) => ({ sensor_id: 'a', v })), { sensor_id: 'kept', v: 1 }]);
  expect(await lake.query('SELECT count(*) AS n FROM silver.quarantine')).toEqual([{ n: 1 }]);
});

test('a message that could not be kept is handed over again, and none is acknowledged before it is kept', async () => {
  const id = `t${(nth += 1)}`;
  const kept: string[] = [];
  let refuse = 2;
  const keeper: Keeper = {
    keep: async (messages: readonly Handed[]) => {
      await sleep(20);
      if (refuse-- > 0) throw new Error('the disk is full');
      kept.push(...messages.map(({ payload }) => Buffer.from(payload).toString()));
    },
    counted: () => ({ records: 0, foreign: 0 }),
  };
  const settings = mqtt.settings.parse({ broker: broker.url, subscriptions: subscriptions(id) });
  const client = await DeviceClient.open({ settings, clientId: id, secret: undefined, keeper });
  closing.push(() => client.close());
  while (!client.isReady) await sleep(20);
  for (const value of ['1', '2', '3']) await device.publishAsync(`${id}/a/temperature`, value, { qos: 1 });
  while (kept.length < 3) await sleep(20);
  expect(kept).toEqual(['1', '2', '3']);
});

test('what a broker hands over together is kept together, in its order, and acknowledged after that', async () => {
  const id = `t${(nth += 1)}`;
  const groups: string[][] = [];
  const keeper: Keeper = {
    keep: async (messages) => {
      await sleep(20);
      groups.push(messages.map(({ payload }) => Buffer.from(payload).toString()));
    },
    counted: () => ({ records: 0, foreign: 0 }),
  };
  const settings = mqtt.settings.parse({ broker: broker.url, subscriptions: subscriptions(id) });
  const open = (): Promise<DeviceClient> =>
    DeviceClient.open({ settings, clientId: id, secret: undefined, keeper });
  const first = await open();
  while (!first.isReady) await sleep(20);
  await first.close();
  const values = Array.from({ length: 100 }, (_, value) => String(value));
  for (const value of values) await device.publishAsync(`${id}/a/temperature`, value, { qos: 1 });
  const client = await open();
  while (groups.flat().length < values.length) await sleep(20);
  await client.close();
  expect(groups.flat()).toEqual(values);
  // The broker has twenty on their way at most.
  expect(groups.length).toBeLessThan(values.length / 4);
  const again = await open();
  closing.push(() => again.close());
  while (!again.isReady) await sleep(20);
  await sleep(200);
  expect(groups.flat()).toEqual(values);
});

test('a broker that goes away is told of, and read on when it is back', async () => {
  const { id, pull } = lakeOf();
  expect(await pull()).toMatchObject({ problems: [] });
  await broker.kill('SIGTERM');
  const { problems } = await pull();
  expect(problems).toEqual([`No broker answers at 127.0.0.1:${broker.port}; it is called again`]);
  await broker.up();
  await device.publishAsync(`${id}/a/temperature`, reading(1), { qos: 1 });
  expect(await pulled(pull, 1)).toBe(1);
});

const LAKE = join(__dirname, '../../bin/lake.js');
const COUNT = 1_500;

test('a lake that is killed again and again while messages come loses none, and the broker, too', async () => {
  const { id, lake, pull } = lakeOf();
  await pull();
  const { root: directory, sourcesFile } = lake.layout;
  writeFileSync(
    sourcesFile,
    JSON.stringify({ sensors: { broker: broker.url, subscriptions: subscriptions(id) } }),
  );
  const start = (): ChildProcess =>
    spawn(process.execPath, [LAKE, 'start', '--lake', directory, '--port', '0'], { stdio: 'ignore' });
  let running = start();
  closing.push(async () => void running.kill('SIGKILL'));
  const sent = (async () => {
    for (let value = 0; value < COUNT; value += 1) {
      await device.publishAsync(`${id}/a/temperature`, reading(value), { qos: 1 });
      if (value % 50 === 0) await sleep(100);
    }
  })();
  for (let kill = 0; kill < 3; kill += 1) {
    await sleep(1_500);
    running.kill('SIGKILL');
    await once(running, 'exit');
    running = start();
  }
  await sent;
  running.kill('SIGTERM');
  await once(running, 'exit');
  const landed = async (): Promise<number> => {
    const values = new Set<string>();
    for await (const { key } of lake.bronze.list('sensor_readings/'))
      for (const [value] of String(await lake.bronze.get(key)).matchAll(/"value":\d+/g)) values.add(value);
    return values.size;
  };
  while ((await landed()) < COUNT) await pull();
  await lake.transform();
  expect(
    await lake.query('SELECT count(*) AS n, count(DISTINCT measured_value) AS d FROM silver.sensor_readings'),
  ).toEqual([{ n: COUNT, d: COUNT }]);
});

test('the lake’s own broker lets nobody in without a password, and acknowledges what is kept', async () => {
  const kept: Handed[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const keeper: Keeper = {
    keep: async (messages) => {
      await gate;
      kept.push(...messages);
    },
    counted: () => ({ records: 0, foreign: 0 }),
  };
  const own = await openBroker(0, { hall: 'CANARY-secret' }, keeper);
  closing.push(() => own.close());
  const url = `mqtt://127.0.0.1:${own.port}`;
  const login = (username: string, password: string): Promise<MqttClient> =>
    connectAsync(url, { username, password, clientId: 'esp-7', reconnectPeriod: 0 }, false);
  for (const [name, password] of [
    ['hall', 'wrong'],
    ['hall', ''],
    ['toString', ''],
    ['other', 'CANARY-secret'],
  ] as const)
    await expect(login(name, password)).rejects.toThrow(/Not authorized|Bad username/i);
  const client = await login('hall', 'CANARY-secret');
  closing.push(() => client.endAsync(true));
  let acknowledged = false;
  const publishing = client
    .publishAsync('sensors/a/temperature', '21', { qos: 1 })
    .then(() => (acknowledged = true));
  await sleep(300);
  expect(acknowledged).toBe(false);
  release();
  await publishing;
  expect(kept).toMatchObject([{ topic: 'sensors/a/temperature', client: 'esp-7', isAgain: false }]);
});

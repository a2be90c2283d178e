import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { declareSource, resolveSources, type Source } from '../core/sources';
import { sensorReadings } from '../datasets/sensor_readings/contract';
import { mqtt } from '../lambdas/mqtt/kind';
import { LocalLake } from '../local/lake';
import { LakeSources } from '../local/sources/lake-sources';
import { DeviceClient } from '../local/sources/mqtt/device-client';
import { keeperOf } from '../local/sources/mqtt/keep';
import { Mosquitto } from '../scripts/servers/mosquitto';
import { median, milliseconds, round, type BenchRow } from './bench-row';
import { withServers } from './with-servers';

const [MESSAGES, AT_ONCE, TURNS] = [20_000, 500, 3];
const TOPIC = 'sensors/+/+';

/**
 * What a broker kept for a lake that was away: every message on disk before it is acknowledged, then in bronze, against
 * mosquitto_sub, which appends lines to a file and waits for no disk.
 */
export function benchMqtt(): Promise<BenchRow[]> {
  return withServers(['mosquitto'], measure);
}

async function measure(root: string): Promise<BenchRow[]> {
  const broker = await Mosquitto.start(root);
  const lake = new LocalLake({
    root: join(root, 'lake'),
    datasets: [sensorReadings],
    defaultDataset: sensorReadings.name,
  });
  try {
    const [theirs, ours]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      await subscribed(broker, '-E');
      await drained(broker, lake, 0);
      await publish(broker, turn);
      theirs.push(
        await milliseconds(() => subscribed(broker, '-C', String(MESSAGES), join(root, 'messages'))),
      );
      ours.push(await milliseconds(() => drained(broker, lake, MESSAGES)));
    }
    const perSecond = (times: readonly number[]): number => round((MESSAGES / median(times)) * 1_000);
    return [
      { name: 'mosquitto_sub writes a file', value: perSecond(theirs), unit: 'messages/s' },
      {
        name: 'messages of QoS 1 to bronze, on disk before they are acknowledged',
        value: perSecond(ours),
        unit: 'messages/s',
        against: 'mosquitto_sub',
        ratio: round(median(theirs) / median(ours)),
      },
    ];
  } finally {
    await lake.close();
    await broker.kill();
  }
}

async function publish(broker: Mosquitto, turn: number): Promise<void> {
  const device = await broker.client('bench-device');
  for (let from = 0; from < MESSAGES; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) => {
        const number = from + index;
        const at = new Date(Date.UTC(2026, 0, 1 + turn) + number * 1_000).toISOString();
        const reading = JSON.stringify({ value: number % 40, measured_at: at });
        return device.publishAsync(`sensors/S-${number % 50}/temperature`, reading, { qos: 1 });
      }),
    );
  await device.endAsync();
}

/** mosquitto_sub with a session that the broker keeps. */
async function subscribed(broker: Mosquitto, ...rest: readonly string[]): Promise<void> {
  const [option = '', count, file] = rest;
  const output = file === undefined ? 'ignore' : openSync(file, 'a');
  const who = [
    '-h',
    '127.0.0.1',
    '-p',
    String(broker.port),
    '-i',
    'bench-peer',
    '-c',
    '-q',
    '1',
    '-t',
    TOPIC,
  ];
  const peer = spawn('mosquitto_sub', [...who, option, ...(count === undefined ? [] : [count])], {
    stdio: ['ignore', output, 'inherit'],
  });
  const [code] = (await once(peer, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`mosquitto_sub ended with ${code}`);
}

/** The lake takes so many messages, and lands them. */
async function drained(broker: Mosquitto, lake: LocalLake, count: number): Promise<void> {
  const settings = {
    broker: broker.url,
    subscriptions: [{ topic: 'sensors/{sensor_id}/{quantity}', dataset: sensorReadings.name }],
  };
  const { sources } = resolveSources([declareSource(mqtt, settings, 'sensors')]);
  const source = sources[0] as Source<typeof mqtt.settings>;
  const context = new LakeSources(lake, sources).context(source) as Parameters<typeof keeperOf>[0];
  const keeper = await keeperOf(context);
  const client = await DeviceClient.open({
    settings: source.settings,
    clientId: 'bench-lake',
    secret: undefined,
    keeper,
  });
  for (let taken = 0; taken < count || !client.isReady; taken += keeper.counted().records) await sleep(2);
  // For nothing it comes to subscribe.
  if (count === 0) await sleep(500);
  await client.close();
  await lake.land();
}

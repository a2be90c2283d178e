import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { PNG } from 'pngjs';

const MINUTE_MS = 60_000;
/** Between two readings of a sensor and between two pictures of a camera. Minutes. */
const [READING_EVERY, PICTURE_EVERY] = [5, 15];
const SIDE = 64;

export interface Broker {
  readonly url: string;
  readonly login: { readonly username: string; readonly password: string };
}

/**
 * Sends what sensors of a cold store and a hall have measured. One of them tells Fahrenheit, and is silent for a while.
 *
 * @returns how many readings
 */
export async function sendReadings(broker: Broker, start: Date, end: Date): Promise<number> {
  const client = await connectAsync(broker.url, { clientId: 'rooms', ...broker.login });
  let sent = 0;
  const silent = end.getTime() - 3 * 60 * MINUTE_MS;
  for (let at = start.getTime(); at < end.getTime(); at += READING_EVERY * MINUTE_MS) {
    const measured_at = new Date(at).toISOString();
    const wave = Math.sin(at / (120 * MINUTE_MS));
    const common = { measured_at, interval_s: READING_EVERY * 60 };
    const readings: [string, object][] = [
      [
        'hall-1/temperature',
        { ...common, value: rounded(20 + wave), unit: '°C', calibrated_min: -40, calibrated_max: 85 },
      ],
      ['hall-1/humidity', { ...common, value: rounded(50 - 5 * wave), unit: '%' }],
    ];
    if (at < silent || at > silent + 40 * MINUTE_MS)
      readings.push([
        'cold-store/temperature',
        { ...common, value: rounded(-0.5 + 2 * wave), unit: '°F', calibrated_min: -1, calibrated_max: 40 },
      ]);
    for (const [topic, reading] of readings)
      await client.publishAsync(`sensors/${topic}`, JSON.stringify(reading), { qos: 1 });
    sent += readings.length;
  }
  await client.endAsync();
  return sent;
}

/**
 * Puts pictures of two cameras into the directory that is watched: one has been black at times, one hangs.
 *
 * @returns how many pictures
 */
export function takePictures(directory: string, start: Date, end: Date): number {
  let taken = 0;
  const hangs = end.getTime() - 2 * 60 * MINUTE_MS;
  for (const camera of ['gate', 'yard']) mkdirSync(join(directory, camera), { recursive: true });
  for (let at = start.getTime(); at < end.getTime(); at += PICTURE_EVERY * MINUTE_MS) {
    const name = `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.png`;
    const hour = new Date(at).getUTCHours();
    writeFileSync(join(directory, 'gate', name), picture(hour < 4 ? 0 : 90, at / MINUTE_MS));
    writeFileSync(join(directory, 'yard', name), picture(120, Math.min(at, hangs) / MINUTE_MS));
    taken += 2;
  }
  return taken;
}

/** Something bright that moves over a plain ground. */
function picture(ground: number, step: number): Buffer {
  const png = new PNG({ width: SIDE, height: SIDE });
  const column = Math.round(step / PICTURE_EVERY) % SIDE;
  for (let at = 0; at < SIDE * SIDE; at++) {
    const light = ground > 0 && Math.abs((at % SIDE) - column) < 3 ? 240 : ground;
    png.data.set([light, light, light, 255], at * 4);
  }
  return PNG.sync.write(png);
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

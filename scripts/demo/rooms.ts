import { connectAsync } from 'mqtt';

const MINUTE_MS = 60_000;
/** Between two readings of a sensor. Minutes. */
const READING_EVERY = 5;

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

const rounded = (value: number): number => Math.round(value * 100) / 100;

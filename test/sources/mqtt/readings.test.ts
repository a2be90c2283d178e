import { join } from 'node:path';
import { landRuleRecords } from '../../../lambdas/mqtt/land-rule-records';
import { readingsOf } from '../../../lambdas/mqtt/message-events';
import { sensorReadings } from '../../../datasets/sensor_readings/contract';
import { LocalLake } from '../../../local/lake';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const now = new Date('2026-11-21T12:00:00Z');
let lake: LocalLake;
beforeEach(() => {
  lake = new LocalLake({
    root: join(directory(), 'lake'),
    datasets: [sensorReadings],
    defaultDataset: 'sensor_readings',
    clock: { now: () => now },
  });
});

let sequence = 0;
/** Lands what rules of IoT Core put on their stream. */
async function send(...sent: readonly (readonly [topic: string, payload: string])[]): Promise<void> {
  const records = sent.map(([topic, payload]) => ({
    sequenceNumber: String((sequence += 1)),
    arrivedAt: now.getTime(),
    data: Buffer.from(
      JSON.stringify({
        topic,
        payload: Buffer.from(payload).toString('base64'),
        client: 'esp-7',
        at: now.getTime() - 1_000,
      }),
    ),
  }));
  const batch = { stream: 'iot', shard: 'shardId-000000000000', records };
  const readings = readingsOf(
    { subscriptions: [{ topic: 'sensors/{sensor_id}/{quantity}', dataset: 'sensor_readings' }] },
    lake.datasets,
  );
  const landing = {
    source: 'sensors',
    readings,
    datasets: lake.datasets,
    bronze: lake.bronze,
    ledger: lake.ledger,
  };
  const first = await landRuleRecords(batch, landing);
  expect(first.failedFrom).toBeUndefined();
  // Lambda hands over again what it isn't sure of.
  expect(await landRuleRecords(batch, landing)).toMatchObject({ landed: 0 });
}

it('units become one, times come from the payload or else say that they are of arrival, in any order', async () => {
  await send(
    ['sensors/b/Temperature', '{"value":212,"unit":"°F","measured_at":"2026-11-20T10:00:00+02:00"}'],
    ['sensors/a/temperature', '{"value":300,"unit":"K","measured_at":1763629200}'],
    ['sensors/a/temperature', '{"value":20,"unit":" C ","measured_at":1763625600250}'],
    ['sensors/a/temperature', '{"value":20,"unit":" C ","measured_at":1763625600250}'],
    ['sensors/c/pressure', '{"value":29.92,"unit":"inHg","calibrated_min":20,"calibrated_max":29}'],
    ['sensors/d/noise', '{"value":"40.5","unit":"dB","calibrated_max":100}'],
    ['sensors/e/count', '7'],
  );
  await lake.transform();
  const rows = await lake.query(
    'SELECT sensor_id, quantity, measured_at, is_time_of_arrival, round(measured_value, 2) AS value, unit, is_within_calibration, client_id FROM silver.sensor_readings ORDER BY sensor_id, measured_at',
  );
  const row = (
    sensor_id: string,
    quantity: string,
    measured_at: string,
    value: number,
    unit: string | null,
    more = {},
  ) => ({
    sensor_id,
    quantity,
    measured_at,
    value,
    unit,
    is_time_of_arrival: false,
    is_within_calibration: null,
    client_id: 'esp-7',
    ...more,
  });
  const arrived = { is_time_of_arrival: true };
  expect(rows).toEqual([
    row('a', 'temperature', '2025-11-20 08:00:00.25', 20, '°C'),
    row('a', 'temperature', '2025-11-20 09:00:00', 26.85, '°C'),
    row('b', 'temperature', '2026-11-20 08:00:00', 100, '°C'),
    row('c', 'pressure', '2026-11-21 11:59:59', 1013.21, 'hPa', { ...arrived, is_within_calibration: false }),
    row('d', 'noise', '2026-11-21 11:59:59', 40.5, 'dB', { ...arrived, is_within_calibration: true }),
    row('e', 'count', '2026-11-21 11:59:59', 7, null, arrived),
  ]);
  expect(await lake.query('SELECT sum(readings) AS n FROM gold.sensor_hourly')).toEqual([{ n: 6 }]);
});

/** What no reading can be made of: why, which sensor, and its payload. */
const BAD = [
  ['NaN', 'a', '{"value":NaN}'],
  ['NaN as text', 'a', '{"value":"NaN"}'],
  ['Infinity as text', 'a', '{"value":"Infinity"}'],
  ['no number', 'a', '{"value":"warm"}'],
  ['no value', 'a', '{"value":null}'],
  ['a control character in a name', 'a\u0007', '{"value":1}'],
  ['colder than can be', 'a', '{"value":-300,"unit":"°C"}'],
  ['a clock that isn’t set', 'a', '{"value":1,"measured_at":0}'],
  ['a clock that is ahead', 'a', '{"value":1,"measured_at":"2026-11-24T00:00:00Z"}'],
  ['no time', 'a', '{"value":1,"measured_at":"yesterday"}'],
  ['another sensor', 'a', '{"sensor_id":"b","value":1}'],
  ['an object for a value', 'a', '{"value":{"x":1}}'],
] as const;

it('what no reading can be made of goes to quarantine and is accounted for', async () => {
  await send(...BAD.map(([, sensor, payload]) => [`sensors/${sensor}/temperature`, payload] as const), [
    'sensors/good/temperature',
    '1',
  ]);
  await lake.transform();
  expect(await lake.query('SELECT sensor_id FROM silver.sensor_readings')).toEqual([{ sensor_id: 'good' }]);
  expect(await lake.query('SELECT count(*) AS n FROM silver.quarantine')).toEqual([{ n: BAD.length }]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BronzeWriter } from '../../../core/bronze';
import { routesTo } from '../../../core/bronze/routes';
import { resolveSources } from '../../../core/sources';
import { positions } from '../../../datasets/positions/contract';
import { randomUsers } from '../../../datasets/random_users/contract';
import { weather } from '../../../datasets/weather/contract';
import { LocalLake } from '../../../local/lake';
import { LakeSources } from '../../../local/sources/lake-sources';
import { sources as declared } from '../../../sources';
import { temporaryDirectory } from '../../support/temporary-directory';
import { MisbehavingApi, sends } from './misbehaving';
import { openMeteo } from './open-meteo';

const directory = temporaryDirectory();
const now = new Date('2026-11-21T12:00:00Z');
let server: MisbehavingApi;
let lake: LocalLake;
beforeEach(async () => {
  server = await new MisbehavingApi().start();
  lake = new LocalLake({
    root: join(directory(), 'lake'),
    datasets: [positions, weather, randomUsers],
    defaultDataset: 'positions',
    clock: { now: () => now },
  });
});
afterEach(() => server.stop());

const pull = async (name: string): Promise<unknown> => {
  const { sources } = resolveSources(declared, { [name]: { url: server.url } });
  return (await new LakeSources(lake, sources).pass(name))[0];
};

let sequence = 0;
async function report(unit: string, at: string, latitude: number, longitude: number): Promise<void> {
  const record = { unit_id: unit, reported_at: at, latitude, longitude, mode: 'maritime' };
  const writer = new BronzeWriter({ bronze: lake.bronze, ledger: lake.ledger, routes: routesTo(positions) });
  const arrived = { sequenceNumber: String((sequence += 1)), arrivedAt: now.getTime() };
  const records = [{ ...arrived, data: Buffer.from(JSON.stringify(record)) }];
  await writer.write({ stream: 'test', shard: 'test', records });
}

it('weather is asked for where and when positions are, once, and late positions get theirs', async () => {
  server.answers = (asked, response) => sends(response, openMeteo(asked));
  await report('a', '2026-11-20T08:10:00Z', 52.52, 13.41);
  await report('b', '2026-11-20T09:20:00+00:00', 52.48, 13.45);
  await report('a', '2026-11-21T11:45:00Z', 52.52, 13.41);
  await report('a', '2026-11-21T12:40:00Z', 52.52, 13.41);
  await lake.transform();
  expect(await pull('weather')).toMatchObject({ taken: 3, problems: [], cursor: 'nothing is lacking' });
  await pull('weather');
  await report('c', '2026-11-20T08:00:00+02:00', -16.5, 179.95);
  await lake.transform();
  expect(await pull('weather')).toMatchObject({ taken: 1, problems: [] });
  expect(
    server.asked.map(({ url: { searchParams: query } }) =>
      ['latitude', 'longitude', 'start_hour', 'end_hour'].map((name) => query.get(name)).join(' '),
    ),
  ).toEqual([
    '52.50 13.50 2026-11-20T08:00 2026-11-20T09:00',
    '52.50 13.50 2026-11-21T12:00 2026-11-21T12:00',
    '-16.50 -180.00 2026-11-20T06:00 2026-11-20T06:00',
  ]);
  await lake.transform();
  expect(
    await lake.query(
      'SELECT cell_latitude, cell_longitude, hour, temperature_c, wind_speed_kmh, answered_latitude FROM silver.weather ORDER BY hour',
    ),
  ).toEqual(
    [
      ['-16.50', '-180.00', '2026-11-20 06', 6, -16.48],
      ['52.50', '13.50', '2026-11-20 08', 8, 52.52],
      ['52.50', '13.50', '2026-11-20 09', 9, 52.52],
      ['52.50', '13.50', '2026-11-21 12', 12, 52.52],
    ].map(([cell_latitude, cell_longitude, hour, temperature_c, answered_latitude]) => ({
      cell_latitude,
      cell_longitude,
      hour: `${hour}:00:00`,
      temperature_c,
      wind_speed_kmh: 12.3,
      answered_latitude,
    })),
  );
});

it('weather in other units and another zone is converted; a unit that nobody knows is quarantined', async () => {
  const answer = (time: string, units: object, temperature: number): object => ({
    latitude: 40,
    longitude: -105,
    utc_offset_seconds: -21_600,
    hourly_units: units,
    hourly: { time: [time], temperature_2m: [temperature], wind_speed_10m: [10], precipitation: [null] },
  });
  const answers = [
    answer('2026-11-20T02:00', { temperature_2m: '°F', wind_speed_10m: 'm/s' }, 50),
    answer('2026-11-20T03:00', { temperature_2m: 'K', wind_speed_10m: 'kn' }, 280),
  ];
  server.answers = (_asked, response, nth) => sends(response, answers[nth - 1]);
  await report('a', '2026-11-20T08:00:00Z', 40, -105);
  await report('a', '2026-11-20T12:00:00Z', 40, -105);
  await lake.transform();
  await pull('weather');
  const found = (await lake.transform()).find(({ dataset }) => dataset === 'weather');
  expect(found).toMatchObject({ landed: 2, inserted: 1, quarantined: 1 });
  expect(await lake.query('SELECT hour, temperature_c, wind_speed_kmh FROM silver.weather')).toEqual([
    { hour: '2026-11-20 08:00:00', temperature_c: 10, wind_speed_kmh: 36 },
  ]);
});

it('random users of versions 1.2 to 1.4 become rows; passwords become none, and an error is a failed poll', async () => {
  const old = JSON.parse(readFileSync(join(__dirname, '../../fixtures/randomuser-1.2.json'), 'utf8')) as {
    results: { location: object; login: object }[];
  };
  const [first] = old.results;
  const street = { number: 4624, name: 'Hadsundvej' };
  const recent = {
    ...first,
    login: { ...first?.login, uuid: '11111111-2222-4333-8444-555555555555' },
    location: { ...first?.location, street, country: 'Denmark', postcode: 'AB1 2CD' },
    dob: { date: '1945-04-24T00:26:45.123Z', age: 81 },
  };
  const results = [...old.results, recent];
  server.answers = (_asked, response) => sends(response, { results, info: { version: '1.4' } });
  expect(await pull('random-users')).toMatchObject({ taken: results.length, problems: [] });
  expect(await pull('random-users')).toMatchObject({ taken: 0, problems: [] });
  server.answers = (_asked, response) => sends(response, { error: 'Uh oh, something has gone wrong.' });
  expect(await pull('random-users')).toMatchObject({
    problems: [expect.stringContaining('an array at $.results')],
  });
  const reports = await lake.transform();
  expect(reports.find(({ dataset }) => dataset === 'random_users')).toMatchObject({
    landed: results.length,
    inserted: results.length,
    quarantined: 0,
  });
  const rows = await lake.query('SELECT * FROM silver.random_users');
  expect(JSON.stringify(rows)).not.toMatch(/holly1|a5uQNtbz|3b87fb5e/);
  expect(rows).toContainEqual(
    expect.objectContaining({
      street: '4624 Hadsundvej',
      postcode: 'AB1 2CD',
      born_at: '1945-04-24 00:26:45.123',
    }),
  );
  expect(rows).toContainEqual(
    expect.objectContaining({ street: '4624 hadsundvej', postcode: '20858', age: 74 }),
  );
});

it('nothing is asked of anybody before a source has a URL', async () => {
  const { sources } = resolveSources(declared);
  const passes = await new LakeSources(
    lake,
    sources.filter(({ kind }) => kind.name === 'web-api'),
  ).pass();
  expect(passes).toEqual([]);
  expect(server.asked).toEqual([]);
});

import { join } from 'node:path';
import type { Clock } from '../../core/ports';
import { CHANGES } from './database';
import { FLEET, reportOf, reportsBetween, type Report } from './fleet';
import type { LakeCommand } from './lake-command';
import { sendReadings, takePictures } from './rooms';
import type { Servers } from './servers';

const HOUR_MS = 3_600_000;
/** What the fleet has told before anybody looks. Hours. */
const BEFORE = 30;
/** What a unit keeps to itself until it is back in reach. Hours. */
const LATE = 3;

export interface Tour {
  readonly servers: Servers;
  readonly lake: LakeCommand;
  readonly lakeDirectory: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
}

const ANSWERS: readonly (readonly [what: string, sql: string])[] = [
  [
    'Where units are, and in what weather',
    `SELECT unit_id, reported_at, round(latitude, 2) AS lat, round(longitude, 2) AS lon, speed_kmh, round(distance_km, 1) AS km, is_impossible_jump AS jump, temperature_c, precipitation_mm AS rain_mm, weather_distance_km AS weather_km
FROM (SELECT *, row_number() OVER (PARTITION BY unit_id ORDER BY reported_at DESC) AS nth FROM silver.positions_with_weather)
WHERE nth = 1 ORDER BY unit_id`,
  ],
  [
    'What they did today, described as of today',
    `SELECT unit_id, name, home_base, positions, speed_mean_kmh, speed_p90_kmh, distance_km, hours_moving, temperature_mean_c, precipitation_mm, energy_kwh
FROM gold.unit_daily WHERE day = (SELECT max(day) FROM gold.unit_daily) AND positions > 0 ORDER BY unit_id`,
  ],
  [
    'What sensors measured: one tells °F, and was silent for a while',
    `SELECT sensor_id, quantity, unit, hour, readings, round(mean_value, 2) AS mean, round(p90_value, 2) AS p90, gaps, longest_gap_s
FROM gold.sensor_hourly ORDER BY hour DESC, sensor_id, quantity LIMIT 9`,
  ],
  [
    'Whether cameras work: one hangs',
    'SELECT camera, hour, frames, black_frames, frozen_frames, longest_gap_s FROM gold.camera_hourly ORDER BY hour DESC, camera LIMIT 6',
  ],
];

/** @returns whether everything that was sent is there, once */
export async function tour(deps: Tour): Promise<boolean> {
  const { servers, lake, say, clock } = deps;
  const now = clock.now();
  const start = new Date(now.getTime() - BEFORE * HOUR_MS);
  const reports = reportsBetween(start, now);
  const late = reports.filter(
    ({ unit_id, reported_at }) => unit_id === 'M-001' && hoursBefore(now, reported_at) < LATE,
  );
  const early = reports.filter((report) => !late.includes(report));
  const jump = { ...reportOf(FLEET[4]!, new Date(now.getTime() - 95 * 60_000)), latitude: 0, longitude: 0 };

  say('The lake subscribes to the sensors');
  await lake.show('pull', 'sensors');
  await servers.send([
    ...early,
    ...early.slice(-20),
    jump,
    { ...reports[0], unit_id: 'M-404', latitude: 95 },
  ]);
  say(
    `The fleet has told ${early.length + 1} positions, 20 of them twice, a jump that no aircraft makes and one that isn’t on Earth`,
  );
  say(`Sensors have sent ${await sendReadings(servers.rooms, start, now)} readings while the lake was away`);
  say(`Cameras have taken ${takePictures(join(deps.lakeDirectory, 'frames-in'), start, now)} pictures`);
  await servers.debezium.toldAll(servers.database, deps.signal);

  await lake.show('pull');
  say('Now the lake knows where units were, and asks for their weather');
  await lake.show('pull', 'weather');
  say(`${servers.weather.asked()} questions to the weather API`);

  servers.database.run(`${CHANGES.join('; ')};`);
  await servers.send(late);
  await servers.debezium.toldAll(servers.database, deps.signal);
  say(`The database has changed, and ${late.length} positions of M-001 come ${LATE} hours late`);
  await lake.show('pull');
  await lake.show('pull', 'weather');

  await showAnswers(lake, say);
  await lake.show('status');
  const noticed = await withoutBroker(deps);
  return noticed && (await isWhole(deps, [...reports, jump]));
}

async function showAnswers(lake: LakeCommand, say: Tour['say']): Promise<void> {
  for (const [what, sql] of ANSWERS) {
    say(what);
    await lake.show('sql', sql);
  }
}

/** @returns whether the lake noticed that the broker was away */
async function withoutBroker({ servers, lake, say }: Tour): Promise<boolean> {
  await servers.kafka.kill();
  say('The broker is killed; everything else goes on');
  const down = await lake.attempt('pull', 'fleet');
  await lake.show('status', '--sources');
  await servers.kafka.up();
  say('The broker is back');
  await lake.show('pull', 'fleet');
  return down !== 0;
}

async function isWhole({ servers, lake, say, clock }: Tour, sent: readonly Report[]): Promise<boolean> {
  const [positions] = await lake.query('SELECT count(*) AS n FROM silver.positions');
  const [units] = await lake.query(
    "SELECT array_join(array_agg(unit_id ORDER BY unit_id), ' ') AS ids FROM silver.transport_units",
  );
  const [bare] = await lake.query(
    `SELECT count(*) AS n FROM silver.positions_with_weather WHERE weather_hour IS NULL AND reported_at < timestamp '${sqlTime(new Date(clock.now().getTime() - HOUR_MS))}'`,
  );
  const there = servers.database
    .run('SELECT unit_id FROM transport_units ORDER BY unit_id COLLATE "C"')
    .trim()
    .split(/\s+/)
    .join(' ');
  say(
    `Positions told: ${sent.length}, in the lake: ${String(positions?.n)}; older than an hour and without weather: ${String(bare?.n)}`,
  );
  say(`Units in the database: ${there}; in the lake: ${String(units?.ids)}`);
  return positions?.n === sent.length && units?.ids === there && bare?.n === 0;
}

const sqlTime = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
const hoursBefore = (now: Date, at: string): number => (now.getTime() - Date.parse(at)) / HOUR_MS;

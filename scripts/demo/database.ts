import type { Postgres } from '../servers/database-server';
import { TABLE } from '../servers/transport-units';
import { FLEET } from './fleet';

const PERFORMANCE = `CREATE TABLE unit_performance (
  unit_id text NOT NULL, day date NOT NULL, energy_kwh numeric(14,3), engine_hours numeric(6,2), load_kg numeric(12,3),
  faults int, updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (unit_id, day)
);`;
/** Days of performance before today. */
const DAYS = 7;

/** What a fleet office's database holds in the morning. */
export function fillDatabase(database: Postgres): void {
  const units = FLEET.map(
    ({ id, name, mode, model, homeBase, capacityKg, maxSpeedKmh }) =>
      `('${id}', '${name}', '${mode}', '${model}', '${homeBase}', ${capacityKg}, ${maxSpeedKmh}, date '2015-03-01', true, NULL, now() AT TIME ZONE 'UTC')`,
  );
  const performance = FLEET.map(
    ({ id, capacityKg, cruiseKmh }, index) => `
      SELECT '${id}', (now() AT TIME ZONE 'UTC')::date - n, ${capacityKg} / 100.0 + ${cruiseKmh} * (n + 3), 6 + (n + ${index}) % 9,
        ${capacityKg} * 0.6, (n + ${index}) % 5 / 4, now() - n * interval '1 day'
      FROM generate_series(0, ${DAYS}) AS n`,
  );
  database.run(`${TABLE} ${PERFORMANCE}
    INSERT INTO transport_units VALUES ${units.join(', ')},
      ('T-098', 'Old Faithful', 'terrestrial', 'Haul 20', 'Denver', 9000, 80, '1999-05-01', false, 'to be scrapped', NULL),
      ('T-099', 'Poudre', 'terrestrial', 'Haul 20', 'Denver', 9000, 80, '2001-05-01', true, NULL, NULL);
    INSERT INTO unit_performance ${performance.join(' UNION ALL ')};`);
}

/** What changes during the day: a new home, a new id, one scrapped, and a day's figures corrected. */
export const CHANGES = [
  "UPDATE transport_units SET home_base = 'Lisbon', updated_at = now() AT TIME ZONE 'UTC' WHERE unit_id = 'M-002'",
  "UPDATE transport_units SET unit_id = 'T-199' WHERE unit_id = 'T-099'",
  "DELETE FROM transport_units WHERE unit_id = 'T-098'",
  "UPDATE unit_performance SET energy_kwh = energy_kwh + 50, updated_at = now() WHERE unit_id = 'T-001' AND day = (now() AT TIME ZONE 'UTC')::date",
] as const;

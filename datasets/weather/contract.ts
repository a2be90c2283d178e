import { defineDataset, type ColumnContract, type RawRecord } from '../../core/contracts';
import { instant } from '../../core/contracts/type-rules';
import { cellLatitude, cellLongitude } from './cell';
import { converted, isReadable, VARIABLES } from './units';
import { weatherWanted } from './weather_wanted';

const asked = ({ scalar }: RawRecord, name: string): string =>
  `coalesce(${scalar(`$.asked.${name}`)}, ${scalar(`$.${name}`)})`;

/** Times of an answer are of its own zone, which it tells in seconds. */
const hour = ({ scalar }: RawRecord): string =>
  `date_trunc('hour', date_add('second', -coalesce(TRY_CAST(${scalar('$.utc_offset_seconds')} AS bigint), 0), ${instant(scalar('$.hourly.time'))}))`;

const measured = (variable: keyof typeof VARIABLES, description: string): ColumnContract => ({
  type: 'double',
  sensitivity: 'public',
  from: { sql: converted(VARIABLES[variable]) },
  description,
});

/**
 * Weather by cell and hour, as an API in the format of Open-Meteo answers: asked for where and when positions are.
 *
 * @see https://open-meteo.com/en/docs
 */
export const weather = defineDataset({
  name: 'weather',
  version: '1.0.0',
  description: 'Weather by cell of a quarter of a degree and hour: the latest answer.',
  domain: 'transport',
  owner: 'fleet',
  eventTime: 'hour',
  freshWithinMinutes: 180,
  key: ['cell_latitude', 'cell_longitude', 'hour'],
  // What was known when is asked later: an hour may be answered anew.
  history: true,
  columns: {
    cell_latitude: {
      type: 'decimal(6,2)',
      sensitivity: 'internal',
      required: true,
      from: { sql: (record) => cellLatitude(asked(record, 'latitude')) },
      description: 'Middle of the cell that was asked for, degrees north',
    },
    cell_longitude: {
      type: 'decimal(6,2)',
      sensitivity: 'internal',
      required: true,
      from: { sql: (record) => cellLongitude(asked(record, 'longitude')) },
      description: 'Middle of the cell that was asked for, degrees east',
    },
    hour: {
      type: 'timestamp',
      sensitivity: 'internal',
      required: true,
      from: { sql: hour },
      description: 'The hour, UTC',
    },
    temperature_c: measured('temperature_c', 'Air temperature two metres above ground, degrees Celsius'),
    humidity_percent: measured('humidity_percent', 'Relative humidity two metres above ground, percent'),
    precipitation_mm: measured('precipitation_mm', 'Rain and snow of the hour before, millimetres of water'),
    wind_speed_kmh: measured('wind_speed_kmh', 'Wind ten metres above ground, kilometres per hour'),
    pressure_hpa: measured('pressure_hpa', 'Air pressure at the ground, hectopascal'),
    answered_latitude: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.latitude',
      description: 'Where the model’s own place is that the API answered for, degrees north',
    },
    answered_longitude: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.longitude',
      description: 'The same, degrees east',
    },
  },
  checks: [
    {
      name: 'known_units',
      description: 'Every value is a number in a unit that can be converted, or absent',
      sql: (record) =>
        Object.values(VARIABLES)
          .map((variable) => isReadable(variable)(record))
          .join(' AND '),
    },
    {
      name: 'on_earth',
      description: 'The cell is within -90 to 90 degrees north and -180 to 180 degrees east',
      sql: (record) =>
        `(abs(${cellLatitude(asked(record, 'latitude'))}) <= 90 AND abs(${cellLongitude(asked(record, 'longitude'))}) <= 180)`,
    },
  ],
  models: [weatherWanted],
});

import { defineModel, type ModelColumn } from '../../core/contracts';
import { internal } from '../internal';
import { sqlFile } from '../sql-file';

const measured = (description: string): ModelColumn => ({
  type: 'double',
  sensitivity: 'public',
  description,
});

/** Every position with the way there and the nearest weather that is known. */
export const positionsWithWeather = defineModel({
  name: 'positions_with_weather',
  database: 'silver',
  description:
    'Positions, each with the way from the one before it and the weather of the nearest cell and hour, and how near that is.',
  domain: 'transport',
  grain: ['unit_id', 'reported_at'],
  sql: sqlFile(__dirname, 'positions_with_weather'),
  columns: {
    unit_id: internal('string', 'Id of the unit'),
    reported_at: internal('timestamp', 'When it was there, UTC'),
    mode: internal('string', 'How it moves, as its description was then, else as it told'),
    latitude: internal('double', 'Degrees north, WGS 84'),
    longitude: internal('double', 'Degrees east, WGS 84'),
    speed_kmh: internal('double', 'Speed over ground that it told, kilometres per hour'),
    heading_deg: internal('double', 'Where it headed, degrees clockwise from north'),
    previous_at: internal('timestamp', 'When it had told before, UTC; NULL for the first position'),
    distance_km: internal('double', 'Great circle from the position before, kilometres'),
    implied_speed_kmh: internal('double', 'That distance by the time between, kilometres per hour'),
    is_impossible_jump: internal('boolean', 'Whether no such unit could have gone there in that time'),
    cell_latitude: internal('decimal(6,2)', 'Middle of the cell of weather that it was in, degrees north'),
    cell_longitude: internal('decimal(6,2)', 'The same, degrees east'),
    weather_hour: internal(
      'timestamp',
      'The hour whose weather stands here, UTC: the nearest, or the next to it of this cell or one beside it; NULL when none is known',
    ),
    weather_distance_km: internal('double', 'From the position to where the weather is of, kilometres'),
    weather_distance_minutes: internal('double', 'From the position’s moment to that hour, minutes'),
    temperature_c: measured('Air temperature two metres above ground, degrees Celsius'),
    humidity_percent: measured('Relative humidity two metres above ground, percent'),
    precipitation_mm: measured('Rain and snow of the hour before, millimetres of water'),
    wind_speed_kmh: measured('Wind ten metres above ground, kilometres per hour'),
    pressure_hpa: measured('Air pressure at the ground, hectopascal'),
  },
});

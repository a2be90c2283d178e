import type { ColumnContract, RawRecord, RecordCheck } from '../../core/contracts';
import { MODES } from './modes';

const number = (record: RawRecord, path: string): string => `TRY_CAST(${record.scalar(path)} AS double)`;
const within = (record: RawRecord, path: string, least: number, most: number): string =>
  `(${record.scalar(path)} IS NULL OR coalesce(${number(record, path)} BETWEEN ${least} AND ${most}, false))`;

/** What a unit tells of where it is, whichever way it arrives. */
export const positionColumns = {
  unit_id: {
    type: 'string',
    sensitivity: 'internal',
    required: true,
    from: '$.unit_id',
    description: 'Id of the unit, as in transport_units',
  },
  reported_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    required: true,
    from: '$.reported_at',
    description: 'When it was there, UTC',
  },
  mode: {
    type: 'string',
    sensitivity: 'internal',
    from: '$.mode',
    oneOf: MODES,
    description: 'How it moves: aerial, maritime or terrestrial',
  },
  latitude: {
    type: 'double',
    sensitivity: 'internal',
    required: true,
    from: '$.latitude',
    description: 'Degrees north, WGS 84, -90 to 90',
  },
  longitude: {
    type: 'double',
    sensitivity: 'internal',
    required: true,
    from: '$.longitude',
    description: 'Degrees east, WGS 84, -180 to 180',
  },
  speed_kmh: {
    type: 'double',
    sensitivity: 'internal',
    from: '$.speed_kmh',
    description: 'Speed over ground that it told, kilometres per hour',
  },
  heading_deg: {
    type: 'double',
    sensitivity: 'internal',
    from: '$.heading_deg',
    description: 'Where it headed, degrees clockwise from north, 0 to 360',
  },
} as const satisfies Readonly<Record<string, ColumnContract>>;

export const positionChecks: readonly RecordCheck[] = [
  {
    name: 'on_earth',
    description: 'Latitude within -90 to 90, longitude within -180 to 180',
    sql: (record) =>
      `${within(record, '$.latitude', -90, 90)} AND ${within(record, '$.longitude', -180, 180)}`,
  },
  {
    name: 'heading_in_circle',
    description: 'Heading within 0 to 360, or not told',
    sql: (record) => within(record, '$.heading_deg', 0, 360),
  },
  {
    name: 'speed_not_negative',
    description: 'Speed 0 or more, or not told',
    sql: (record) => within(record, '$.speed_kmh', 0, 1e5),
  },
];

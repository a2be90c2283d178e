import { defineDataset, type RawRecord } from '../../core/contracts';
import { measuredAt } from './measured-at';
import { sensorHourly } from './sensor_hourly';
import { isWarmEnough, standardUnit, standardValue, toldValue } from './units';

const bound = ({ scalar }: RawRecord, path: string): string => `TRY_CAST(${scalar(path)} AS double)`;

/** Text without control characters, 128 at most; NULL for any other. */
const name = (text: string): string =>
  `CASE WHEN regexp_like(${text}, '^[^\\x00-\\x1f\\x7f]{1,128}$') THEN ${text} END`;

/** Whether a value can be, whatever the sensor. */
const possible = (record: RawRecord): string =>
  `CASE lower(${record.scalar('$.quantity')}) WHEN 'temperature' THEN ${isWarmEnough(record)} WHEN 'humidity' THEN ${toldValue(record)} BETWEEN 0 AND 100 WHEN 'pressure' THEN ${toldValue(record)} >= 0 END`;

/** What sensors measure: one row per sensor, quantity and moment. */
export const sensorReadings = defineDataset({
  name: 'sensor_readings',
  version: '1.0.0',
  description: 'What sensors measure: one row per sensor, quantity and moment.',
  domain: 'sensors',
  owner: 'facilities',
  eventTime: 'measured_at',
  freshWithinMinutes: 60,
  key: ['sensor_id', 'quantity', 'measured_at'],
  load: 'append',
  columns: {
    sensor_id: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: { path: '$.sensor_id', as: name },
      description: 'Id of the sensor',
    },
    quantity: {
      type: 'string',
      sensitivity: 'internal',
      required: true,
      from: { path: '$.quantity', as: (text) => `lower(${name(text)})` },
      description: 'What is measured, in small letters: temperature, humidity, pressure or anything else',
    },
    measured_at: {
      type: 'timestamp',
      sensitivity: 'internal',
      required: true,
      from: { path: '$.measured_at', as: measuredAt, attribute: 'time' },
      description: 'When it was measured, UTC; when it arrived, for a sensor without a clock',
    },
    is_time_of_arrival: {
      type: 'boolean',
      sensitivity: 'internal',
      from: { sql: ({ scalar }) => `${scalar('$.measured_at')} IS NULL` },
      description: 'Whether the sensor told no time, so that it is that of arrival',
    },
    measured_value: {
      type: 'double',
      sensitivity: 'internal',
      required: true,
      from: { sql: standardValue },
      description: 'The value in `unit`',
    },
    unit: {
      type: 'string',
      sensitivity: 'internal',
      from: { sql: standardUnit },
      description: 'Unit of the value: °C, % and hPa for units that become these, else as told',
    },
    told_unit: {
      type: 'string',
      sensitivity: 'internal',
      from: '$.unit',
      description: 'Unit in which the sensor told it',
    },
    calibrated_min: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.calibrated_min',
      description: 'Least value for which the sensor is calibrated, in `told_unit`',
    },
    calibrated_max: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.calibrated_max',
      description: 'Greatest value for which it is',
    },
    is_within_calibration: {
      type: 'boolean',
      sensitivity: 'internal',
      from: {
        sql: (record) =>
          `(${toldValue(record)} BETWEEN coalesce(${bound(record, '$.calibrated_min')}, CASE WHEN ${bound(record, '$.calibrated_max')} IS NOT NULL THEN -1.7e308 END) AND coalesce(${bound(record, '$.calibrated_max')}, 1.7e308))`,
      },
      description: 'Whether the value is within these bounds; NULL for a sensor that tells none',
    },
    interval_s: {
      type: 'double',
      sensitivity: 'internal',
      from: '$.interval_s',
      description: 'How often the sensor means to tell, seconds',
    },
    client_id: {
      type: 'string',
      sensitivity: 'internal',
      from: { sql: ({ attribute }) => attribute('mqttclient') },
      description: 'Client of MQTT that sent it, where its broker says',
    },
    topic: {
      type: 'string',
      sensitivity: 'internal',
      from: { sql: ({ attribute }) => attribute('mqtttopic') },
      description: 'Topic of MQTT on which it came',
    },
  },
  checks: [
    {
      name: 'possible_value',
      description: 'Not colder than absolute zero, humidity within 0 to 100 percent, no pressure below 0',
      sql: (record) => `coalesce(${possible(record)}, true)`,
    },
    {
      name: 'clock_is_set',
      description: 'Measured since 2000 and not more than a day after it arrived, or without a time',
      sql: ({ scalar, attribute }) =>
        `(${scalar('$.measured_at')} IS NULL OR ${measuredAt(scalar('$.measured_at'))} IS NULL OR ${measuredAt(scalar('$.measured_at'))} BETWEEN timestamp '2000-01-01 00:00:00' AND date_add('day', 1, ${measuredAt(attribute('time'))}))`,
    },
    {
      name: 'retained_has_time',
      description:
        'A copy that a broker kept says when it was measured: it arrives anew whenever somebody subscribes',
      sql: ({ scalar, attribute }) =>
        `(${attribute('mqttretained')} IS NULL OR ${scalar('$.measured_at')} IS NOT NULL)`,
    },
  ],
  models: [sensorHourly],
});

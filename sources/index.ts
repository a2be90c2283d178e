import { declareSource, type DeclaredSource } from '../core/sources';
import { covidxCt } from '../datasets/covidx-ct/archive';
import { archive } from '../lambdas/archive/kind';
import { cdc } from '../lambdas/cdc/kind';
import { documents } from '../lambdas/documents/kind';
import { folder } from '../lambdas/folder/kind';
import { frames } from '../lambdas/frames/kind';
import { intake } from '../lambdas/intake/kind';
import { kafka } from '../lambdas/kafka/kind';
import { mqtt } from '../lambdas/mqtt/kind';
import { poll } from '../lambdas/poll/kind';
import { webApi } from '../lambdas/web-api/kind';

/**
 * Every source of this lake. Settings here hold everywhere; an environment says otherwise in `sources` of
 * lib/config/environments.ts, one machine in `sources.json` of its lake's directory.
 */
export const sources: readonly DeclaredSource[] = [
  declareSource(intake, { defaultDataset: 'immunizations' }),
  declareSource(documents),
  declareSource(archive, covidxCt, 'covidx-ct'),
  declareSource(folder, { dataset: 'immunizations' }, 'drop'),
  declareSource(folder, { dataset: 'positions_files' }, 'positions-files'),
  declareSource(
    kafka,
    {
      topics: [
        { topic: 'positions', dataset: 'positions' },
        { topic: 'fleet.public.transport_units', dataset: 'transport_units' },
      ],
    },
    'fleet',
  ),
  declareSource(
    cdc,
    { tables: [{ table: 'public.transport_units', dataset: 'transport_units' }] },
    'fleet-database',
  ),
  declareSource(
    webApi,
    {
      dataset: 'weather',
      query: {
        latitude: '{latitude}',
        longitude: '{longitude}',
        start_hour: '{from_hour}',
        end_hour: '{to_hour}',
        hourly: 'temperature_2m,relative_humidity_2m,precipitation,wind_speed_10m,surface_pressure',
        timezone: 'GMT',
      },
      records: { as: 'columns', path: '$.hourly' },
      questions: { table: 'gold.weather_wanted', of: ['latitude', 'longitude'], over: 'hour' },
      rate: { calls: 500, seconds: 60 },
    },
    'weather',
  ),
  declareSource(
    webApi,
    {
      dataset: 'random_users',
      schedule: 'rate(1 day)',
      query: { results: '100' },
      records: { as: 'array', path: '$.results' },
    },
    'random-users',
  ),
  declareSource(
    poll,
    {
      database: 'fleet',
      table: ['public', 'unit_performance'],
      key: ['unit_id', 'day'],
      changed: 'updated_at',
      dataset: 'unit_performance',
    },
    'performance',
  ),
  declareSource(
    mqtt,
    { subscriptions: [{ topic: 'sensors/{sensor_id}/{quantity}', dataset: 'sensor_readings' }] },
    'sensors',
  ),
  declareSource(frames, { dataset: 'camera_frames' }, 'cameras'),
];

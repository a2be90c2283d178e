import { defineKind } from '../../core/sources';
import { MQTT_METRICS } from './names';
import { mqttSettings } from './settings';

/** Messages of sensors and other devices. */
export const mqtt = defineKind({
  name: 'mqtt',
  summary: 'messages of devices by MQTT: of any broker, of one of the lake’s own, or of AWS IoT Core',
  settings: mqttSettings,
  feeds: ({ subscriptions }) => subscriptions.map(({ dataset }) => dataset),
  isSetUp: ({ broker, listen }) => broker !== undefined || listen !== undefined,
  isDeployed: ({ iot }) => iot !== undefined,
  metrics: MQTT_METRICS,
  functions: ({ iot }) =>
    iot === undefined
      ? { atOnce: [] }
      : { atOnce: [{ count: iot.shards, because: `${iot.shards} shards of messages` }] },
});

/** Names of the environment variables that the function reads. */
export const MQTT_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
} as const;

/** What the function counts. */
export const MQTT_METRICS = {
  recordsLanded: 'MqttRecordsLanded',
  /** Payloads that no record can be made of, which go to quarantine. */
  messagesForeign: 'MqttMessagesForeign',
} as const;

/**
 * What a rule of IoT Core puts on the stream: the payload untouched, for it needn't be JSON, with what only the service
 * knows.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/binary-payloads.html
 */
export function ruleSql(filter: string): string {
  return `SELECT encode(*, 'base64') AS payload, topic() AS topic, clientid() AS client, timestamp() AS at FROM '${filter.replaceAll("'", "''")}'`;
}

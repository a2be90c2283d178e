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

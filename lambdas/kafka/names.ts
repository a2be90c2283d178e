/** Names of the environment variables that the function reads. */
export const KAFKA_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
} as const;

/** What the function counts. */
export const KAFKA_METRICS = {
  recordsLanded: 'KafkaRecordsLanded',
  /** Messages of no known sender, which go to quarantine. */
  messagesForeign: 'KafkaMessagesForeign',
  /** How often a database emptied its table. */
  tablesEmptied: 'KafkaTablesEmptied',
} as const;

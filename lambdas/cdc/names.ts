/** Names of the environment variables that the function reads. */
export const CDC_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's tables. */
  settings: 'SOURCE_SETTINGS',
} as const;

/** What the function counts. */
export const CDC_METRICS = {
  recordsLanded: 'CdcRecordsLanded',
  /** Messages that are none of DMS, which go to quarantine. */
  messagesForeign: 'CdcMessagesForeign',
  /** How often a database emptied its table. */
  tablesEmptied: 'CdcTablesEmptied',
} as const;

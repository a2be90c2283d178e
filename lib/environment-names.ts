/**
 * Names of the environment variables that handlers read. The construct that owns a resource sets them
 * together with the permission; the handler parses them once, at cold start.
 */
export const INTAKE_ENV = { streamName: 'STREAM_NAME', ledgerTable: 'LEDGER_TABLE' } as const;

export const LANDING_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  defaultDataset: 'DEFAULT_DATASET',
} as const;

export const MIGRATE_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  silverBucket: 'SILVER_BUCKET',
  goldBucket: 'GOLD_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
} as const;

/** Names of the environment variables that a function reads which takes the files of an inbox. */
export const INBOX_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  /** Where others put files. */
  inboxBucket: 'INBOX_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  queueUrl: 'QUEUE_URL',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
} as const;

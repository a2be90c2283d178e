/** Names of the environment variables that the function reads. */
export const FOLDER_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  dropBucket: 'DROP_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  queueUrl: 'QUEUE_URL',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
} as const;

/** What the function counts. */
export const FOLDER_METRICS = {
  filesTaken: 'FolderFilesTaken',
  /** Files whose content had been taken before. */
  filesKnown: 'FolderFilesKnown',
  recordsTaken: 'FolderRecordsTaken',
} as const;

/** Names of the environment variables that the function reads. */
export const ARCHIVE_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
  /** ARN of the secret with the login; empty for a source that needs none. */
  secret: 'SOURCE_SECRET',
} as const;

/** What the function counts. */
export const ARCHIVE_METRICS = {
  filesTaken: 'ArchiveFilesTaken',
  /** Files that aren't what their archive says, or have another's name. */
  filesNotKept: 'ArchiveFilesNotKept',
} as const;

/** Days that an archive and the plans of a run are kept. */
export const STAGING_DAYS = 7;

/** Where a source's runs keep what they need, without the slash at the end. */
export function stagingPrefix(source: string): string {
  return `${source}/staging`;
}

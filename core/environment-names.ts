/**
 * Names of the environment variables that handlers read. The construct that owns a resource sets them
 * together with the permission; the handler parses them once, at cold start.
 */
export const LANDING_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  defaultDataset: 'DEFAULT_DATASET',
} as const;

/** What the function of a polled source reads. */
export const PASS_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
  /** ARN of what it logs in with; empty where it doesn't. */
  secret: 'SECRET_ARN',
  /** Workgroup in which it asks for what the lake lacks; empty where it doesn't. */
  workGroup: 'WORK_GROUP',
} as const;

export const MIGRATE_ENV = {
  /** Account whose catalog the databases are in. */
  catalogId: 'CATALOG_ID',
  bronzeBucket: 'BRONZE_BUCKET',
  silverBucket: 'SILVER_BUCKET',
  goldBucket: 'GOLD_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
} as const;

export const PUBLISH_ENV = {
  workGroup: 'WORK_GROUP',
  /** Bucket with what was published before. */
  publicationsBucket: 'PUBLICATIONS_BUCKET',
} as const;

/** Types of what CloudFormation has the migration do while a stack is deployed. */
export const CUSTOM_RESOURCES = {
  /** Closes the account's defaults and the lake's databases to IAM. */
  closedCatalog: 'Custom::ClosedCatalog',
  /** Migrates tables and tags. */
  tables: 'Custom::TableMigration',
} as const;

/** Outputs of the storage stack that name the buckets tables are in. */
export const BUCKET_OUTPUTS = { bronze: 'BronzeBucket', silver: 'SilverBucket', gold: 'GoldBucket' } as const;

/** Metrics of the lake's own beside those of its sources: who counts and who alarms must mean the same. */
export const METRICS = {
  namespace: 'Headwater',
  /** Quality rules that the latest run found broken. */
  brokenRules: 'QualityRulesBroken',
  /** Records that a pass over a polled source has landed. */
  recordsPulled: 'RecordsPulled',
  /** Minutes that the oldest record of a dataset has waited for its load, when that is longer than asked. */
  minutesWaiting: 'MinutesWaiting',
  /** Somebody took on the break-glass role, or tried to. */
  breakGlass: 'BreakGlassUsed',
} as const;

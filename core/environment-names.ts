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
  /** Account whose catalog the databases are in. */
  catalogId: 'CATALOG_ID',
  bronzeBucket: 'BRONZE_BUCKET',
  silverBucket: 'SILVER_BUCKET',
  goldBucket: 'GOLD_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
} as const;

/** Types of what CloudFormation has the migration do while a stack is deployed. */
export const CUSTOM_RESOURCES = {
  /** Closes the account's defaults and the lake's databases to IAM. */
  closedCatalog: 'Custom::ClosedCatalog',
  /** Migrates tables and tags. */
  tables: 'Custom::TableMigration',
} as const;

export const DOCUMENTS_ENV = {
  /** Bucket of the bronze zone. */
  bronzeBucket: 'BRONZE_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  /** JSON: array of sources, each with the ARN of the secret that holds its login. */
  sources: 'DOCUMENT_SOURCES',
  /** Comma-separated Textract features; empty for text only. */
  textractFeatures: 'TEXTRACT_FEATURES',
  textractTopicArn: 'TEXTRACT_TOPIC_ARN',
  textractRoleArn: 'TEXTRACT_ROLE_ARN',
  /** Documents read at once. */
  textractConcurrency: 'TEXTRACT_CONCURRENCY',
  /** How documents write dates in numbers; absent where nobody has said. */
  dateOrder: 'DOCUMENT_DATE_ORDER',
  startQueueUrl: 'DOCUMENT_START_QUEUE_URL',
  collectQueueUrl: 'DOCUMENT_COLLECT_QUEUE_URL',
  startDeadLettersUrl: 'DOCUMENT_START_DEAD_LETTERS_URL',
  collectDeadLettersUrl: 'DOCUMENT_COLLECT_DEAD_LETTERS_URL',
} as const;

/** Where documents stand in bronze, without the slash at the end. */
export const DOCUMENT_PREFIXES = {
  /** Content, as it came. */
  documents: 'documents',
  /** Content on its way in. */
  incoming: 'documents/_incoming',
  /** What was read, one event a page. */
  pages: 'document_pages',
  /** Key-value pairs, one event each. */
  fields: 'document_fields',
  /** Immunizations found in documents, one event each. */
  immunizations: 'document_immunizations',
  /** Every state a document has been in. */
  log: 'documents_log',
  /** Every name that a document was found under. */
  sightings: 'document_sightings',
} as const;

/**
 * Deliveries after which a message about a document is a dead letter: a day of waiting for a place, since
 * every delivery waits longer than the one before.
 */
export const DOCUMENT_RECEIVES = 105;

/** Output of the ingestion stack that names the function which redrives documents. */
export const REDRIVE_OUTPUT = 'RedriveDocuments';

/** Outputs of the storage stack that name the buckets tables are in. */
export const BUCKET_OUTPUTS = { bronze: 'BronzeBucket', silver: 'SilverBucket', gold: 'GoldBucket' } as const;

/**
 * Invocations at once of each function that works on a queue of documents; few, since what they call allows a
 * few calls a second.
 */
export const DOCUMENT_FUNCTIONS = 5;

/** Metrics of the lake's own: who counts and who alarms must mean the same. */
export const METRICS = {
  namespace: 'Headwater',
  /** Quality rules that the latest run found broken. */
  brokenRules: 'QualityRulesBroken',
  /** Somebody took on the break-glass role, or tried to. */
  breakGlass: 'BreakGlassUsed',
  /** An SFTP server showed another host key than the pinned one. */
  hostKeyChanged: 'HostKeyChanged',
  /** Files of a pass that could not be taken. */
  filesFailed: 'FilesFailed',
  /** Files of a pass that were taken, and then could not be moved or deleted on the server. */
  filesUnfinished: 'FilesUnfinished',
  /** Directories that a pass had no time for, or not enough to list them. */
  sourcesNotReached: 'SourcesNotReached',
  /** Documents that Textract could not read. */
  documentsFailed: 'DocumentsFailed',
} as const;

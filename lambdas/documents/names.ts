/**
 * Names of the environment variables that the functions of documents read. The construct that owns a resource sets
 * them together with the permission; the function parses them once, at cold start.
 */
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

/**
 * Invocations at once of each function that works on a queue of documents; few, since what they call allows a
 * few calls a second.
 */
export const DOCUMENT_FUNCTIONS = 5;

/** What the functions of documents count. */
export const DOCUMENT_METRICS = {
  /** An SFTP server showed another host key than the pinned one. */
  hostKeyChanged: 'HostKeyChanged',
  /** A directory could not be pulled at all, for another reason. */
  sourceFailed: 'SourceFailed',
  filesTaken: 'FilesTaken',
  /** Files of a pass that there was no time for. */
  filesLeft: 'FilesLeft',
  /** Files of a pass that could not be taken. */
  filesFailed: 'FilesFailed',
  /** Files of a pass that were taken, and then could not be moved or deleted on the server. */
  filesUnfinished: 'FilesUnfinished',
  /** Directories that a pass had no time for, or not enough to list them. */
  sourcesNotReached: 'SourcesNotReached',
  /** Documents that Textract could not read. */
  documentsFailed: 'DocumentsFailed',
  documentsStarted: 'DocumentsStarted',
  documentsRejected: 'DocumentsRejected',
  documentsRead: 'DocumentsRead',
  documentsReadInPart: 'DocumentsReadInPart',
  /** Told twice, and done before. */
  documentsRepeated: 'DocumentsRepeated',
  documentsRedriven: 'DocumentsRedriven',
} as const;

import { instant, type ColumnContract } from '../../core/contracts';

/** The document that a record is about. Who guesses what a form says can try the guess against its hash. */
export const documentId: ColumnContract = {
  type: 'string',
  sensitivity: 'health',
  required: true,
  from: '$.document_id',
  description: 'SHA-256 of the content, hex',
};

/** The page that a record is about. */
export const page: ColumnContract = {
  type: 'int',
  sensitivity: 'internal',
  required: true,
  from: '$.page',
  description: 'From 1',
};

/** Where a document was found. */
export const server: ColumnContract = {
  type: 'string',
  sensitivity: 'internal',
  from: '$.server',
  description: 'The configured name of the server',
};

export const sourcePath: ColumnContract = {
  type: 'string',
  sensitivity: 'personal',
  from: '$.source_path',
  description: 'Path on the sender’s server; senders put names of people there',
};

/** Who has put a reading right, or found it so. */
export const decidedBy: ColumnContract = {
  type: 'string',
  sensitivity: 'personal',
  from: '$.decided_by',
  description: 'Who has decided: the account, and the persona as which',
};

/** What orders decisions and readings of one thing: a reading is older than every decision. */
export const decidedAt: ColumnContract = {
  type: 'timestamp',
  sensitivity: 'health',
  from: {
    sql: ({ scalar }) => `coalesce(${instant(scalar('$.decided_at'))}, TIMESTAMP '1970-01-01 00:00:00')`,
  },
  description: 'When a person has decided, UTC; 1970-01-01 while nobody has',
};

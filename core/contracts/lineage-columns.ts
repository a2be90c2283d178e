/** Columns that silver tables carry besides the contract's own. */
export const LINEAGE_COLUMNS = {
  event_id: { type: 'string', sensitivity: 'internal', description: 'CloudEvents id of the record that won' },
  arrived_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'When the record reached the stream, UTC',
  },
  arrival_sequence: {
    type: 'string',
    sensitivity: 'internal',
    description: 'Position in the stream; orders records of one moment',
  },
  versioned_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'The time by which the latest version wins, UTC',
  },
  /** Only where senders date their records and no log of changes is kept. */
  dated_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    description:
      'Latest version of the key that its sender dated, UTC; a deletion gives way to a later one only',
  },
  /** Only where changes are ordered by the sender's position. */
  change_position: {
    type: 'string',
    sensitivity: 'internal',
    description: 'Where the sender wrote the change; later positions win',
  },
  /** Only in a history. */
  valid_from: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'Since when the version holds, UTC, by its sender’s time',
  },
  valid_to: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'Until when the version held, UTC, this moment excluded; NULL for the one that holds',
  },
  is_current: {
    type: 'boolean',
    sensitivity: 'internal',
    description: 'Whether the version holds now',
  },
} as const;

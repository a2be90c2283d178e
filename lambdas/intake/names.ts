/** Names of the environment variables that intake reads. */
export const INTAKE_ENV = { streamName: 'STREAM_NAME', ledgerTable: 'LEDGER_TABLE' } as const;

/** What intake counts. */
export const INTAKE_METRICS = {
  recordsAccepted: 'RecordsAccepted',
  recordsRejected: 'RecordsRejected',
} as const;

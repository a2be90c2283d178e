import { z } from 'zod';
import { TerminalError } from '../../../core/errors';
import { documentStates } from '../document-ledger';
import { redriveActions } from './redrive-action';

const documentId = z.string().regex(/^[0-9a-f]{64}$/, 'is not the 64 hex digits of a document_id');

/** What to redrive. */
const redriveRequestSchema = z.strictObject({
  /** @default every document that needs it, and the dead-letter queues */
  documentIds: z.array(documentId).min(1).max(10_000).optional(),
  /** Tells what would be done, and changes nothing. @default false */
  dryRun: z.boolean().optional(),
  /** Goes on after this document: the `next` of the report before. @default from the beginning */
  after: documentId.optional(),
});
export type RedriveRequest = z.infer<typeof redriveRequestSchema>;

export class RedriveRequestError extends TerminalError {
  override readonly name = 'RedriveRequestError';
}

/** @throws RedriveRequestError saying what is wrong with it */
export function parseRedriveRequest(event: unknown): RedriveRequest {
  const parsed = redriveRequestSchema.safeParse(event ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ code, path, message }) =>
    // Zod would name the properties, and what somebody has mistyped or pasted here may be anything.
    code === 'unrecognized_keys' ? 'has unknown properties' : `${path.join('.')} ${message}`.trim(),
  );
  throw new RedriveRequestError(
    `${issues.join('; ')}. Expected {"documentIds": [...], "dryRun": true}, or {} to redrive everything that needs it`,
  );
}

const redrivenSchema = z.object({
  document_id: z.string(),
  /** Before. */
  state: z.enum(documentStates),
  reason: z.string().nullable(),
  /** ISO 8601: since when it was in that state. */
  since: z.string(),
  /** Before. */
  attempt: z.number(),
  action: z.enum(redriveActions),
});

const leftSchema = z.object({ document_id: z.string(), why: z.string() });

const queueSchema = z.object({
  queue: z.string(),
  /** In the dead-letter queue before, as SQS estimates it. */
  messages: z.number(),
  /** Back in the queue they came from, as SQS estimates it. */
  moved: z.number(),
  /** SQS's own words: RUNNING goes on by itself, FAILED and CANCELLED don't. LISTED in a dry run. */
  status: z.string(),
});

/** What was done, or would be. No health data: a document is known by its hash, a reason is a class of error. */
export const redriveReportSchema = z.object({
  documents: z.array(redrivenSchema),
  /** Those that were named and don't need it or can't have it. */
  refused: z.array(leftSchema),
  /** Those that something went wrong with; to be redriven again, by name. */
  troubled: z.array(leftSchema),
  queues: z.array(queueSchema),
  /** Where to go on, since there was too little time for all; null when this is all. */
  next: z.string().nullable(),
});
export type RedriveReport = z.infer<typeof redriveReportSchema>;
export type RedrivenDocument = RedriveReport['documents'][number];
export type LeftDocument = RedriveReport['refused'][number];
export type QueueReport = RedriveReport['queues'][number];

import type { DocumentRecord } from '../document-ledger';

/** A job is done within minutes, its end told within seconds: after this, nobody will tell any more. */
export const STUCK_AFTER_HOURS = 24;
/** How long Textract keeps a result. @see https://docs.aws.amazon.com/textract/latest/dg/API_GetDocumentAnalysis.html */
const RESULT_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;

export const redriveActions = ['read again', 'fetch result', 'announce again'] as const;
/**
 * What gets a document on its way. `read again` starts another attempt, which on AWS is another job to be paid
 * for. `fetch result` asks for what a job has read and nobody has landed. `announce again` says once more that the
 * document is there.
 */
export type RedriveAction = (typeof redriveActions)[number];

export interface RedriveRules {
  readonly now: Date;
  /** How long a document is left to whoever is at it. */
  readonly stuckAfterHours: number;
  /** Somebody asks for this very document: to announce one that waits is harmless. @default false */
  readonly named?: boolean;
}

/** @returns undefined for one that is done, or that somebody is at */
export function redriveActionOf(
  { state, at, jobId }: DocumentRecord,
  { now, stuckAfterHours, named = false }: RedriveRules,
): RedriveAction | undefined {
  const hours = (now.getTime() - Date.parse(at)) / HOUR_MS;
  switch (state) {
    case 'failed':
      return 'read again';
    case 'reading':
      if (hours < stuckAfterHours) return undefined;
      return jobId !== null && hours < RESULT_HOURS ? 'fetch result' : 'read again';
    case 'pulled':
      return named || hours >= stuckAfterHours ? 'announce again' : undefined;
    default:
      return undefined;
  }
}

/** Why a document that somebody names is left as it is, and what would help. */
export function whyNot({ state, at, reason }: DocumentRecord): string {
  const because = reason === null ? '' : ` (${reason})`;
  switch (state) {
    case 'rejected':
      return `it is rejected${because}, and the same bytes would be rejected again: ask the sender for another copy`;
    case 'read':
      return `it is read${because} since ${at}`;
    default:
      return `it is ${state} since ${at}, and counts as stuck after ${STUCK_AFTER_HOURS} hours`;
  }
}

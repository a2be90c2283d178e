import type { Clock, LedgerEntry } from '../../../core/ports';
import type { JobDone } from '../collect/collect-reading';
import type { DocumentFiles } from '../document-files';
import type { DocumentRecord } from '../document-ledger';
import { nameOf } from '../../../core/errors';
import { redriveActionOf, STUCK_AFTER_HOURS, whyNot, type RedriveAction } from './redrive-action';
import type { LeftDocument, RedrivenDocument, RedriveReport, RedriveRequest } from './redrive-report';

export interface RedriveDependencies extends DocumentFiles {
  readonly clock: Clock;
  /** Puts a document on the way to being read. */
  readonly announce: (documentId: string) => Promise<void>;
  /** Has what a job has read landed. @default there are no jobs */
  readonly fetchResult?: (job: JobDone) => Promise<void>;
  /** How long a document is left to whoever is at it. @default STUCK_AFTER_HOURS */
  readonly stuckAfterHours?: number;
  /** When to stop, with the rest for another call. @default never */
  readonly deadline?: Date;
  /** Documents after which to stop likewise. @default none */
  readonly limit?: number;
}

interface Candidate {
  readonly document_id: string;
  /** Undefined when there is no such document. */
  readonly entry?: LedgerEntry<DocumentRecord> | undefined;
  readonly action?: RedriveAction | undefined;
}

/**
 * Gives every failed document another try, and every one that has been waiting or been read for a day without an
 * end. Rejected ones stay: the same bytes would be rejected again. Doing it twice, or at the same time as
 * somebody else, starts no second attempt.
 *
 * @param request - which documents; one that is named is announced however short it has been waiting
 */
export async function redriveDocuments(
  deps: RedriveDependencies,
  request: RedriveRequest = {},
): Promise<Omit<RedriveReport, 'queues'>> {
  const documents: RedrivenDocument[] = [];
  const refused: LeftDocument[] = [];
  const troubled: LeftDocument[] = [];
  const isEnough = (): boolean =>
    documents.length >= (deps.limit ?? Infinity) ||
    (deps.deadline !== undefined && deps.clock.now() >= deps.deadline);
  let done: string | undefined;
  for await (const { document_id, entry, action } of candidates(request, deps)) {
    // One a call at least: a call with too little time must not be repeated for ever.
    if (done !== undefined && isEnough()) return { documents, refused, troubled, next: done };
    done = document_id;
    if (entry === undefined) refused.push({ document_id, why: 'the ledger has no such document' });
    else if (action === undefined) refused.push({ document_id, why: whyNot(entry.value) });
    else {
      try {
        const gone = request.dryRun === true || (await redrive(entry, action, deps));
        if (gone) documents.push(described(entry.value, action));
        else refused.push({ document_id, why: 'somebody else has just changed its state' });
      } catch (error) {
        troubled.push({ document_id, why: nameOf(error) });
      }
    }
  }
  return { documents, refused, troubled, next: null };
}

/** @returns whether it is on its way; not when somebody else was faster */
async function redrive(
  entry: LedgerEntry<DocumentRecord>,
  action: RedriveAction,
  { documents, store, announce, fetchResult }: RedriveDependencies,
): Promise<boolean> {
  const { documentId, jobId } = entry.value;
  if (action === 'fetch result') {
    await fetchResult?.({ documentId, jobId: jobId ?? '' });
    return true;
  }
  // The state first: of two at the same time, one goes on.
  const pulled = action === 'read again' ? await documents.readAgain(entry) : entry;
  if (pulled === undefined) return false;
  await store.release(pulled.value);
  await store.logState(pulled);
  await announce(documentId);
  return true;
}

/** In the order of their ids, so that one call goes on where another has stopped. */
async function* candidates(
  { documentIds, after = '' }: RedriveRequest,
  { documents, clock, stuckAfterHours = STUCK_AFTER_HOURS }: RedriveDependencies,
): AsyncGenerator<Candidate> {
  const rules = { now: clock.now(), stuckAfterHours };
  if (documentIds !== undefined) {
    for (const document_id of [...new Set(documentIds)].sort()) {
      if (document_id <= after) continue;
      const entry = await documents.get(document_id);
      const named = { ...rules, named: true };
      yield { document_id, entry, action: entry && redriveActionOf(entry.value, named) };
    }
    return;
  }
  const due: Candidate[] = [];
  for await (const entry of documents.list()) {
    const action = redriveActionOf(entry.value, rules);
    const document_id = entry.value.documentId;
    if (action !== undefined && document_id > after) due.push({ document_id, entry, action });
  }
  yield* due.sort((a, b) => (a.document_id < b.document_id ? -1 : 1));
}

function described(record: DocumentRecord, action: RedriveAction): RedrivenDocument {
  const { documentId, state, reason, at, attempt } = record;
  return { document_id: documentId, state, reason, since: at, attempt, action };
}

import type { Clock } from '../ports';
import type { DocumentRecord } from './document-ledger';
import type { DocumentFiles } from './document-files';

/** A job is done within minutes, its end told within seconds: after this, nobody will tell any more. */
export const STUCK_AFTER_HOURS = 24;

export interface RedriveDependencies extends DocumentFiles {
  readonly clock: Clock;
  /** Puts a document on the way to being read again. */
  readonly announce: (documentId: string) => Promise<void>;
}

/**
 * Gives every failed document another try, and every one that has been read for a day without an end.
 * Rejected ones stay: the same bytes would be rejected again.
 *
 * @returns how many were sent on their way
 */
export async function redriveDocuments(deps: RedriveDependencies): Promise<number> {
  const now = deps.clock.now().getTime();
  let redriven = 0;
  for await (const { value: record } of deps.documents.list()) {
    if (!isDue(record, now)) continue;
    await deps.store.release(record);
    const change = { attempt: record.attempt + 1, jobId: null };
    await deps.store.logState(await deps.documents.transition(record.documentId, 'pulled', change));
    await deps.announce(record.documentId);
    redriven += 1;
  }
  return redriven;
}

function isDue({ state, at }: DocumentRecord, now: number): boolean {
  return state === 'failed' || (state === 'reading' && now - Date.parse(at) > STUCK_AFTER_HOURS * 3_600_000);
}

import { isPassing } from '../../aws/passing-error';
import { nameOf } from '../../../core/errors';
import type { DocumentRecord } from '../document-ledger';
import { type DocumentFiles, endDocument } from '../document-files';
import { sha256Hex } from '../document-event';
import { DocumentNotReadyError } from '../errors';
import { beginReading } from '../reading';
import type { ReadingSlots } from '../textract/reading-slots';
import { isHopeless } from '../textract/textract-errors';
import type { ReadingMode, TextractReader } from '../textract/textract-reader';

export interface StartDependencies extends DocumentFiles {
  readonly textract: TextractReader;
  readonly mode: ReadingMode;
  readonly slots: ReadingSlots;
}

/** Starts that may fail for a reason which doesn't pass: a permission or a key that is missing. */
export const MAX_FAULTS = 5;

export type StartOutcome = 'started' | 'rejected' | 'failed' | 'done before';

/**
 * Checks a document and has Textract read it. Repeating it neither reads nor pays twice: the state in the
 * ledger stops a second start, and until that is written the request token gives the same job.
 *
 * @throws DocumentNotReadyError when the ledger doesn't know the document yet
 * @throws ReadingCapacityError when as many as allowed are being read
 * @throws Error whatever else went wrong, as the SDK throws it; after {@link MAX_FAULTS} errors that don't
 * pass, the document has failed instead
 */
export async function startReading(documentId: string, deps: StartDependencies): Promise<StartOutcome> {
  const known = await deps.documents.get(documentId);
  if (known === undefined) throw new DocumentNotReadyError(documentId, 'pulled');
  const { value: record } = known;
  if (record.state !== 'pulled') return repeat(documentId, deps);
  try {
    return await start(record, deps);
  } catch (error) {
    const now = await deps.documents.get(documentId);
    // The same message at the same time: whoever was faster has started the same job, and needs the place.
    if (now !== undefined && now.value.state !== 'pulled') return repeat(documentId, deps);
    await deps.slots.release(documentId);
    return giveUpOrThrow(documentId, error, deps);
  }
}

async function start(record: DocumentRecord, deps: StartDependencies): Promise<StartOutcome> {
  const entry = await beginReading(deps, record, {
    begin: async ({ documentId, key }) => {
      await deps.slots.acquire(documentId);
      return deps.textract.start({ key, documentId, token: requestToken(record, deps.mode) });
    },
  });
  return entry === undefined ? 'rejected' : 'started';
}

async function giveUpOrThrow(
  documentId: string,
  error: unknown,
  deps: StartDependencies,
): Promise<StartOutcome> {
  if (isPassing(error)) throw error;
  const isOver = isHopeless(error) || (await deps.documents.fault(documentId)) >= MAX_FAULTS;
  if (!isOver) throw error;
  const explanation = isHopeless(error)
    ? 'Textract does not take this document.'
    : `Reading it could not be started in ${MAX_FAULTS} attempts.`;
  await endDocument(deps, documentId, 'failed', nameOf(error), explanation);
  return 'failed';
}

/** A run that was interrupted may have changed the state and not told it. */
async function repeat(documentId: string, { documents, store }: DocumentFiles): Promise<StartOutcome> {
  const known = await documents.get(documentId);
  if (known !== undefined) await store.logState(known);
  return 'done before';
}

/**
 * The same content, asked for in the same way, is one job. A redrive counts as another attempt: within a
 * week, its old token would give the old job and its failure back.
 */
function requestToken({ documentId, attempt }: DocumentRecord, { features }: ReadingMode): string {
  return sha256Hex([documentId, attempt, ...[...features].sort()].join('/'));
}

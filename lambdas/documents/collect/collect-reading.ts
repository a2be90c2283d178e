import type { LedgerEntry } from '../../../core/ports';
import type { DocumentRecord } from '../document-ledger';
import { type DocumentFiles, endDocument } from '../document-files';
import { DocumentNotReadyError } from '../errors';
import { finishReading } from '../reading';
import { PageMapper } from '../textract/map-pages';
import type { ReadingSlots } from '../textract/reading-slots';
import { isCode } from '../textract/textract-errors';
import type { ResultPart, TextractReader } from '../textract/textract-reader';

export interface CollectDependencies extends DocumentFiles {
  readonly textract: TextractReader;
  readonly slots: ReadingSlots;
}

/** What Textract says when a job is done. */
export interface JobDone {
  readonly documentId: string;
  readonly jobId: string;
}

export type CollectOutcome = 'read' | 'read in part' | 'failed' | 'done before';

/**
 * Fetches the result of a job and lands it, one event a page. Pages of a partial result are landed, and
 * the document's reason says which are missing.
 *
 * @throws DocumentNotReadyError when the ledger doesn't know of the job yet, or the job isn't done
 * @throws Error what Textract answers, as the SDK throws it
 */
export async function collectReading(done: JobDone, deps: CollectDependencies): Promise<CollectOutcome> {
  const known = await deps.documents.get(done.documentId);
  if (known === undefined || known.value.state === 'pulled') {
    throw new DocumentNotReadyError(done.documentId, 'being read');
  }
  // Told of twice, or of a job that a redrive has replaced.
  if (known.value.state !== 'reading' || known.value.jobId !== done.jobId) return repeat(known, deps);
  const mapper = new PageMapper();
  const result = await fetchAll(done, deps.textract, mapper);
  if (result.status === 'FAILED') {
    const said = result.statusMessage ?? '';
    const reason = isCode(said) ? said : 'Textract gives no code';
    const explanation = `Textract could not read this document. ${said}`.trim();
    await endDocument(deps, done.documentId, 'failed', reason, explanation);
    await deps.slots.release(done.documentId);
    return 'failed';
  }
  const codes = [...new Set(result.warnings.map(({ code }) => code))].join(', ');
  const { outcome } = await finishReading(deps, known, {
    pages: mapper.pages(),
    total: result.documentPages ?? undefined,
    damaged: result.warnings.flatMap((warning) => warning.pages),
    remark: codes === '' ? '' : `Textract says ${codes}`,
  });
  await deps.slots.release(done.documentId);
  return outcome;
}

async function repeat(
  known: LedgerEntry<DocumentRecord>,
  deps: CollectDependencies,
): Promise<CollectOutcome> {
  await deps.store.logState(known);
  if (known.value.state !== 'reading') await deps.slots.release(known.value.documentId);
  return 'done before';
}

/** @returns the last part, with the warnings of all and no blocks: those are with the mapper */
async function fetchAll(
  { documentId, jobId }: JobDone,
  textract: TextractReader,
  mapper: PageMapper,
): Promise<ResultPart> {
  const warnings: ResultPart['warnings'][number][] = [];
  let nextToken: string | undefined;
  for (;;) {
    const part: ResultPart = await textract.result(jobId, nextToken);
    if (part.status === 'IN_PROGRESS') throw new DocumentNotReadyError(documentId, 'read by Textract');
    mapper.add(part.blocks);
    warnings.push(...part.warnings);
    nextToken = part.nextToken;
    if (nextToken === undefined) return { ...part, blocks: [], warnings };
  }
}

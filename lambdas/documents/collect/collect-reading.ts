import type { DocumentPage, LedgerEntry } from '../../../core/ports';
import type { DocumentRecord } from '../document-ledger';
import { type DocumentFiles, endDocument } from '../document-files';
import { DocumentNotReadyError, DocumentTransitionError } from '../errors';
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
  const landed: number[] = [];
  await deps.store.landPages(known.value, tap(mapper, landed));
  const pages = result.documentPages ?? known.value.pages ?? landed.length;
  const reason = missingPages(pages, landed, result.warnings);
  try {
    await deps.store.logState(await deps.documents.transition(done.documentId, 'read', { pages, reason }));
  } catch (error) {
    const now = await deps.documents.get(done.documentId);
    // The same message at the same time: whoever was faster has landed the same.
    if (error instanceof DocumentTransitionError && now?.value.state === 'read') return repeat(now, deps);
    throw error;
  }
  await deps.slots.release(done.documentId);
  return reason === null ? 'read' : 'read in part';
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

function* tap(mapper: PageMapper, landed: number[]): Generator<DocumentPage> {
  for (const page of mapper.pages()) {
    landed.push(page.page);
    yield page;
  }
}

/** @returns null when every page is there */
function missingPages(
  pages: number,
  landed: readonly number[],
  warnings: ResultPart['warnings'],
): string | null {
  const there = new Set(landed);
  const missing = Array.from({ length: pages }, (_, at) => at + 1).filter((page) => !there.has(page));
  const damaged = warnings.flatMap((warning) => warning.pages).filter((page) => there.has(page));
  if (missing.length + damaged.length === 0) return null;
  const codes = [...new Set(warnings.map(({ code }) => code))].join(', ');
  const parts = [
    missing.length > 0 ? `missing pages: ${missing.join(', ')}` : '',
    damaged.length > 0 ? `incomplete pages: ${damaged.join(', ')}` : '',
    codes === '' ? '' : `Textract says ${codes}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

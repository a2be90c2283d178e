import type { DocumentPage, LedgerEntry } from '../../core/ports';
import type { DocumentFiles } from './document-files';
import type { DocumentRecord } from './document-ledger';
import { DocumentTransitionError } from './errors';
import { type Look, precheckDocument } from './precheck/precheck-document';

/** What takes a document on: a service that is told to, or this machine. */
export interface Reading {
  /** How to find out whether it can be read at all. @default by PDFium, in this thread */
  readonly look?: Look;
  /** Begins. @returns the name under which the result is to be had; undefined when it is had at once */
  readonly begin: (record: DocumentRecord) => Promise<string | undefined>;
}

/**
 * Checks a document that was pulled and has it read; one that cannot be read ends as rejected.
 *
 * @returns undefined when it is rejected
 * @throws DocumentNotReadyError when its content isn't in bronze
 */
export async function beginReading(
  files: DocumentFiles,
  record: DocumentRecord,
  { look, begin }: Reading,
): Promise<LedgerEntry<DocumentRecord> | undefined> {
  const checked = await precheckDocument(files, record, look);
  if (!checked.ok) return undefined;
  const jobId = await begin(record);
  const entry = await files.documents.transition(record.documentId, 'reading', {
    pages: checked.pages,
    ...(jobId !== undefined && { jobId }),
  });
  await files.store.logState(entry);
  return entry;
}

/** What came of a reading. */
export interface ReadResult {
  readonly pages: Iterable<DocumentPage>;
  /** How many the document has, as far as the reader tells. */
  readonly total: number | undefined;
  /** Pages that were read in part. */
  readonly damaged?: readonly number[];
  /** What the reader says of those that are missing or damaged. */
  readonly remark?: string;
}

export type FinishOutcome = 'read' | 'read in part' | 'done before';

/**
 * Lands the pages of a document, one event each, and ends its reading. Those of a partial result are landed too, and the
 * reason says which are missing. Repeating it is harmless.
 */
export async function finishReading(
  files: DocumentFiles,
  { value: record }: LedgerEntry<DocumentRecord>,
  { pages: read, total, damaged = [], remark = '' }: ReadResult,
): Promise<{ readonly outcome: FinishOutcome; readonly landed: number }> {
  const { documentId } = record;
  const landed: number[] = [];
  await files.store.landPages(record, told(read, landed));
  const pages = total ?? record.pages ?? landed.length;
  const reason = whatIsMissing(pages, landed, damaged, remark);
  try {
    await files.store.logState(await files.documents.transition(documentId, 'read', { pages, reason }));
  } catch (error) {
    const now = await files.documents.get(documentId);
    // The same result at the same time: whoever was faster has landed the same.
    if (!(error instanceof DocumentTransitionError) || now?.value.state !== 'read') throw error;
    await files.store.logState(now);
    return { outcome: 'done before', landed: landed.length };
  }
  return { outcome: reason === null ? 'read' : 'read in part', landed: landed.length };
}

function* told(pages: Iterable<DocumentPage>, landed: number[]): Generator<DocumentPage> {
  for (const page of pages) {
    landed.push(page.page);
    yield page;
  }
}

/** @returns null when every page is there, and whole */
function whatIsMissing(
  pages: number,
  landed: readonly number[],
  damaged: readonly number[],
  remark: string,
): string | null {
  const there = new Set(landed);
  const missing = Array.from({ length: pages }, (_, at) => at + 1).filter((page) => !there.has(page));
  const inPart = damaged.filter((page) => there.has(page));
  if (missing.length + inPart.length === 0) return null;
  const parts = [
    missing.length > 0 ? `missing pages: ${missing.join(', ')}` : '',
    inPart.length > 0 ? `incomplete pages: ${inPart.join(', ')}` : '',
    remark,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

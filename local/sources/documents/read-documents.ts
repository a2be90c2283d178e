import { DocumentLedger, type DocumentRecord } from '../../../lambdas/documents/document-ledger';
import { endDocument, type DocumentFiles } from '../../../lambdas/documents/document-files';
import { DocumentStore } from '../../../lambdas/documents/document-store';
import type { DateOrder } from '../../../lambdas/documents/extract/parse-date';
import { PdfOpenError } from '../../../lambdas/documents/precheck/pdf-document';
import { withObject } from '../../../lambdas/documents/precheck/open-object';
import { precheckDocument } from '../../../lambdas/documents/precheck/precheck-document';
import type { Clock, DocumentPage, Ledger, ObjectStore } from '../../../core/ports';
import { BoundedReader, ReadingLimitError, type ReadingLimits } from './bounded-reader';

export interface ReadProgress {
  /** Documents done, rejected and failed ones included. */
  readonly documents: number;
  readonly totalDocuments: number;
  /** Of the document under way; 0 before its first. */
  readonly page: number;
  readonly pages: number;
}

export interface ReadDependencies {
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The only documents to read. @default all that wait */
  readonly only?: ReadonlySet<string>;
  /** How the documents write dates in numbers. @default none is known */
  readonly dateOrder?: DateOrder;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Of time and memory, for one document. */
  readonly limits?: Partial<ReadingLimits>;
}

export interface ReadReport {
  readonly read: number;
  readonly rejected: number;
  readonly failed: number;
  /** Pages landed. */
  readonly pages: number;
}

/**
 * Reads every document that has been pulled and not been read: checks it, reads it on this machine and
 * lands its pages. One whose reading was interrupted is read again, so nobody else may be reading meanwhile.
 */
export async function readDocuments({
  bronze,
  ledger,
  clock,
  only,
  dateOrder,
  onProgress,
  limits,
}: ReadDependencies): Promise<ReadReport> {
  const files: DocumentFiles = {
    documents: new DocumentLedger(ledger, clock),
    store: new DocumentStore(bronze, dateOrder && { dateOrder }),
  };
  const due: DocumentRecord[] = [];
  for await (const { value } of files.documents.list()) {
    const isAsked = only?.has(value.documentId) ?? true;
    if (isAsked && (value.state === 'pulled' || value.state === 'reading')) due.push(value);
  }
  due.sort((a, b) => (a.pulledAt < b.pulledAt ? -1 : 1));
  const counts = { read: 0, rejected: 0, failed: 0, pages: 0 };
  const reader = new BoundedReader(limits);
  try {
    for (const [documents, record] of due.entries()) {
      const tell = (page: number, pages: number): void =>
        onProgress?.({ documents, totalDocuments: due.length, page, pages });
      const { outcome, pages } = await readOne(files, record, reader, tell);
      counts[outcome] += 1;
      counts.pages += pages;
    }
    if (due.length > 0)
      onProgress?.({ documents: due.length, totalDocuments: due.length, page: 0, pages: 0 });
  } finally {
    await reader.close();
  }
  return counts;
}

interface Outcome {
  readonly outcome: 'read' | 'rejected' | 'failed';
  readonly pages: number;
}

async function readOne(
  files: DocumentFiles,
  record: DocumentRecord,
  reader: BoundedReader,
  tell: (page: number, pages: number) => void,
): Promise<Outcome> {
  const { documentId } = record;
  tell(0, record.pages ?? 0);
  const reading = record.state === 'reading' ? await files.documents.get(documentId) : undefined;
  if (reading === undefined) {
    const checked = await precheckDocument(files, record, (source) => reader.check(source));
    if (!checked.ok) return { outcome: 'rejected', pages: 0 };
    await files.store.logState(
      await files.documents.transition(documentId, 'reading', { pages: checked.pages }),
    );
  }
  const entry = reading ?? (await files.documents.get(documentId));
  const pages: DocumentPage[] = [];
  const unread: number[] = [];
  const total = entry?.value.pages ?? 0;
  try {
    await withObject(files.store.objects, record.key, async (source) => {
      for await (const page of reader.read(source)) {
        if ('unread' in page) unread.push(page.page);
        else pages.push(page);
        tell(page.page, total);
      }
    });
  } catch (error) {
    const tooCostly = error instanceof ReadingLimitError ? 'too-costly' : 'unreadable';
    const reason = error instanceof PdfOpenError ? error.problem : tooCostly;
    await endDocument(files, documentId, 'failed', reason, 'Reading it on this machine broke off.');
    return { outcome: 'failed', pages: 0 };
  }
  await files.store.landPages(entry?.value ?? record, pages);
  const reason = unread.length > 0 ? `missing pages: ${unread.join(', ')}` : null;
  const done = await files.documents.transition(documentId, 'read', { pages: total, reason });
  await files.store.logState(done);
  return { outcome: 'read', pages: pages.length };
}

import { DocumentLedger, type DocumentRecord } from '../../../lambdas/documents/document-ledger';
import { endDocument, type DocumentFiles } from '../../../lambdas/documents/document-files';
import { DocumentStore } from '../../../lambdas/documents/document-store';
import type { DateOrder } from '../../../lambdas/documents/extract/parse-date';
import { PdfOpenError } from '../../../lambdas/documents/precheck/pdf-document';
import { withObject } from '../../../lambdas/documents/precheck/open-object';
import { beginReading, finishReading } from '../../../lambdas/documents/reading';
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
  const entry =
    record.state === 'reading'
      ? await files.documents.get(documentId)
      : await beginReading(files, record, {
          look: (source) => reader.check(source),
          // Its result is had below, at once.
          begin: () => Promise.resolve(undefined),
        });
  if (entry === undefined) return { outcome: 'rejected', pages: 0 };
  const pages: DocumentPage[] = [];
  const total = entry.value.pages ?? 0;
  try {
    await withObject(files.store.objects, record.key, async (source) => {
      for await (const page of reader.read(source)) {
        if (!('unread' in page)) pages.push(page);
        tell(page.page, total);
      }
    });
  } catch (error) {
    const tooCostly = error instanceof ReadingLimitError ? 'too-costly' : 'unreadable';
    const reason = error instanceof PdfOpenError ? error.problem : tooCostly;
    await endDocument(files, documentId, 'failed', reason, 'Reading it on this machine broke off.');
    return { outcome: 'failed', pages: 0 };
  }
  const { landed } = await finishReading(files, entry, { pages, total });
  return { outcome: 'read', pages: landed };
}

import type { DocumentRecord } from '../document-ledger';
import { endDocument, type DocumentFiles } from '../document-files';
import { DocumentNotReadyError } from '../errors';
import { type Accepted, checkPdf, type Rejected } from './check-pdf';
import type { RandomAccess } from './random-access';
import { withObject } from './open-object';

/** Whether a document can be read. */
export type Look = (source: RandomAccess) => Promise<Accepted | Rejected>;

/**
 * Looks at a pulled document before anything is spent on reading it; one that cannot be read ends as
 * rejected, in quarantine.
 *
 * @throws DocumentNotReadyError when its content isn't in bronze
 */
export async function precheckDocument(
  files: DocumentFiles,
  record: DocumentRecord,
  look: Look = checkPdf,
): Promise<Accepted | Rejected> {
  const check = (): Promise<Accepted | Rejected | undefined> =>
    withObject(files.store.objects, record.key, look);
  const result = (await check()) ?? (await released(files, record, check));
  if (result === undefined) throw new DocumentNotReadyError(record.documentId, 'pulled');
  if (!result.ok) {
    await endDocument(files, record.documentId, 'rejected', result.reason, result.explanation);
  }
  return result;
}

/** A redrive that broke off, or met who was ending the document, leaves the content of a pulled one in quarantine. */
async function released<T>(
  files: DocumentFiles,
  record: DocumentRecord,
  check: () => Promise<T>,
): Promise<T> {
  await files.store.release(record);
  return check();
}

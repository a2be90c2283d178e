import type { DocumentRecord } from '../document-ledger';
import { endDocument, type DocumentFiles } from '../document-files';
import { DocumentNotReadyError } from '../errors';
import { type Accepted, checkPdf, type Rejected } from './check-pdf';
import { withObject } from './open-object';

/**
 * Looks at a pulled document before anything is spent on reading it; one that cannot be read ends as
 * rejected, in quarantine.
 *
 * @throws DocumentNotReadyError when its content isn't in bronze
 */
export async function precheckDocument(
  files: DocumentFiles,
  record: DocumentRecord,
): Promise<Accepted | Rejected> {
  const result = (await check(files, record)) ?? (await checkReleased(files, record));
  if (result === undefined) throw new DocumentNotReadyError(record.documentId, 'pulled');
  if (!result.ok) {
    await endDocument(files, record.documentId, 'rejected', result.reason, result.explanation);
  }
  return result;
}

function check({ store }: DocumentFiles, { key }: DocumentRecord): Promise<Accepted | Rejected | undefined> {
  return withObject(store.objects, key, checkPdf);
}

/** A redrive that broke off, or met who was ending the document, leaves the content of a pulled one in quarantine. */
async function checkReleased(
  files: DocumentFiles,
  record: DocumentRecord,
): Promise<Accepted | Rejected | undefined> {
  await files.store.release(record);
  return check(files, record);
}

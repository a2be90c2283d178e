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
  const result = await withObject(files.store.objects, record.key, checkPdf);
  if (result === undefined) throw new DocumentNotReadyError(record.documentId, 'pulled');
  if (!result.ok) {
    await endDocument(files, record.documentId, 'rejected', result.reason, result.explanation);
  }
  return result;
}

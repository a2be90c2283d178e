import type { LedgerEntry } from '../../core/ports';
import type { DocumentLedger, DocumentRecord } from './document-ledger';
import type { DocumentStore } from './document-store';

/** The ledger and the zone that its documents are in. */
export interface DocumentFiles {
  readonly documents: DocumentLedger;
  readonly store: DocumentStore;
}

/**
 * Ends a document as rejected or failed: state, log, quarantine, in this order, each of them repeatable.
 * Whoever finds a document in such a state calls it again to make up for what was interrupted.
 */
export async function endDocument(
  { documents, store }: DocumentFiles,
  documentId: string,
  state: 'rejected' | 'failed',
  reason: string,
  explanation: string,
): Promise<LedgerEntry<DocumentRecord>> {
  const known = await documents.get(documentId);
  const entry =
    known?.value.state === state ? known : await documents.transition(documentId, state, { reason });
  await store.logState(entry);
  await store.quarantine(entry.value, explanation);
  return entry;
}

import { DocumentLedger } from '../../../lambdas/documents/document-ledger';
import { withObject } from '../../../lambdas/documents/precheck/open-object';
import type { Clock, Ledger, ObjectStore } from '../../../core/ports';
import { BoundedReader } from './bounded-reader';

interface PictureDependencies {
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/**
 * A page of a document of the lake as people see it, drawn within the limits of reading.
 *
 * @param page from 1
 * @returns a PNG; undefined when there is no such page, or it can't be shown
 */
export async function documentPicture(
  { bronze, ledger, clock }: PictureDependencies,
  documentId: string,
  page: number,
): Promise<Uint8Array | undefined> {
  const entry = await new DocumentLedger(ledger, clock).get(documentId);
  if (!entry) return undefined;
  const reader = new BoundedReader();
  try {
    return await withObject(bronze, entry.value.key, (source) => reader.picture(source, page));
  } finally {
    await reader.close();
  }
}

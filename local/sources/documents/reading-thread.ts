import { parentPort } from 'node:worker_threads';
import { checkPdf, type Accepted, type Rejected } from '../../../lambdas/documents/precheck/check-pdf';
import { PdfOpenError, type PdfProblem } from '../../../lambdas/documents/precheck/pdf-document';
import { FileAccess, inMemory, type RandomAccess } from '../../../lambdas/documents/precheck/random-access';
import type { DocumentPage } from '../../../core/ports';
import { LocalReader, type UnreadPage } from './local-reader';
import { pagePicture } from './page-picture';

/** What is asked of the thread, one thing at a time. */
export type Order = { readonly origin: Uint8Array | string } & (
  | { readonly kind: 'check' }
  /** @param from the first page wanted, from 0 */
  | { readonly kind: 'read'; readonly from: number }
  /** @param page from 1 */
  | { readonly kind: 'picture'; readonly page: number }
);

export type Answer =
  /** It has started, and waits for work. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'checked'; readonly result: Accepted | Rejected }
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly page: DocumentPage | UnreadPage }
  /** A PNG; undefined for a page that isn't there or is damaged. */
  | { readonly kind: 'picture'; readonly png: Uint8Array | undefined }
  | { readonly kind: 'end' }
  /** The thread is of no use any more. */
  | { readonly kind: 'broken'; readonly problem: PdfProblem | undefined };

const reader = new LocalReader();
const answer = (said: Answer): void => parentPort?.postMessage(said);
answer({ kind: 'ready' });

parentPort?.on('message', (order: Order) => {
  work(order).catch((error: unknown) =>
    answer({ kind: 'broken', problem: error instanceof PdfOpenError ? error.problem : undefined }),
  );
});

async function work(order: Order): Promise<void> {
  const file = typeof order.origin === 'string' ? new FileAccess(order.origin) : undefined;
  const source: RandomAccess = file ?? inMemory(order.origin as Uint8Array);
  try {
    if (order.kind === 'check') return answer({ kind: 'checked', result: await checkPdf(source) });
    if (order.kind === 'picture')
      return answer({ kind: 'picture', png: await pagePicture(source, order.page) });
    const pages = reader.read(source, {
      from: order.from,
      onOpen: (count) => answer({ kind: 'opened', pages: count }),
    });
    for await (const page of pages) answer({ kind: 'page', page });
    answer({ kind: 'end' });
  } finally {
    file?.close();
  }
}

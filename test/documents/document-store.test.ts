import type { DocumentRecord } from '../../lambdas/documents/document-ledger';
import { DocumentStore, IMMUNIZATIONS_PREFIX } from '../../lambdas/documents/document-store';
import { pageOf } from './support/forms';
import { MemoryObjectStore } from './support/memory';

const record: DocumentRecord = {
  documentId: 'd'.repeat(64),
  state: 'reading',
  reason: null,
  at: '2026-03-04T05:06:07.089Z',
  key: 'documents/2026/03/04/d.pdf',
  bytes: 1,
  pages: 1,
  sightings: [],
  pulledAt: '2026-03-04T05:00:00.000Z',
  attempt: 1,
  jobId: 'j',
};
const page = (date: string): ReturnType<typeof pageOf> =>
  pageOf([
    ['Patient name', 'Jane Example'],
    ['Vaccine', 'Tdap'],
    ['Date given', date],
  ]);

/** What lands of a page's one immunization. */
async function landed(
  date: string,
  extraction?: ConstructorParameters<typeof DocumentStore>[1],
): Promise<unknown> {
  const objects = new MemoryObjectStore();
  await new DocumentStore(objects, extraction).landPages(record, [page(date)]);
  const [body] = [...objects.objects].flatMap(([key, value]) =>
    key.startsWith(IMMUNIZATIONS_PREFIX) ? [value] : [],
  );
  return (JSON.parse(body?.toString() ?? '{}') as { data: unknown }).data;
}

it('lands an immunization for review that was given after the document was read', async () => {
  await expect(landed('2026-03-04')).resolves.toMatchObject({ date: '2026-03-04', needs_review: false });
  await expect(landed('2026-03-05')).resolves.toMatchObject({ date: '2026-03-05', needs_review: true });
});

it('lands a date by the order that was configured, and for review without one', async () => {
  await expect(landed('02/03/2026')).resolves.toMatchObject({ date: '2026-02-03', needs_review: true });
  await expect(landed('02/03/2026', { dateOrder: 'day-first' })).resolves.toMatchObject({
    date: '2026-03-02',
    needs_review: false,
  });
});

import { parseCollectMessage } from '../../../lambdas/documents/collect/collect-message';
import { collectReading } from '../../../lambdas/documents/collect/collect-reading';
import { DocumentNotReadyError } from '../../../lambdas/documents/errors';
import { startReading } from '../../../lambdas/documents/start/start-reading';
import { type FakeResult, pageBlocks } from '../support/fake-textract';
import { eventsOf } from '../support/memory';
import { textPdf } from '../support/pdfs';
import { readingSetup, type ReadingSetup } from '../support/reading-setup';

let setup: ReadingSetup;
afterEach(() => setup.close());

async function readOne(result: FakeResult): Promise<string> {
  setup = await readingSetup({ result: () => result, slots: 1 });
  const id = await setup.arrive(await textPdf([['one'], ['two'], ['three']]));
  await startReading(id, setup);
  while (setup.notifications.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  return id;
}

const job = (): ReturnType<typeof parseCollectMessage> => parseCollectMessage(setup.notifications[0] ?? '');
const pagesOf = (): Promise<Record<string, unknown>[]> => eventsOf(setup.bronze, 'document_pages/');

const threeParts: FakeResult = {
  JobStatus: 'SUCCEEDED',
  pages: 3,
  parts: [
    pageBlocks(1, 'eins'),
    [...pageBlocks(2, 'zwei'), ...pageBlocks(3, 'drei').slice(0, 1)],
    pageBlocks(3, 'drei').slice(1),
  ],
};

it('lands every page of a result in parts as an event of its own', async () => {
  const id = await readOne(threeParts);
  expect(await collectReading(job(), setup)).toBe('read');
  const events = await pagesOf();
  expect(events.map(({ data }) => data)).toMatchObject([
    {
      document_id: id,
      page: 1,
      text: 'eins',
      mean_confidence: 97,
      reader: 'textract',
      fields: [],
      tables: [],
    },
    { document_id: id, page: 2, text: 'zwei' },
    { document_id: id, page: 3, text: 'drei' },
  ]);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map(({ sequence }) => sequence).sort());
  expect((await setup.documents.get(id))?.value).toMatchObject({ state: 'read', pages: 3, reason: null });
  expect([...setup.bronze.objects.keys()].filter((key) => key.startsWith('document_pages/'))).toEqual([
    `document_pages/2026/03/04/050607089Z-${id}-1000001.json`,
  ]);
  await expect(setup.slots.acquire('another')).resolves.toBeUndefined();
});

it('lands the same again under the same name when a message comes twice', async () => {
  await readOne(threeParts);
  await collectReading(job(), setup);
  const before = [...setup.bronze.objects];
  expect(await collectReading(job(), setup)).toBe('done before');
  expect([...setup.bronze.objects]).toEqual(before);
});

it('lands the same again after a crash before the state was written', async () => {
  await readOne(threeParts);
  const crash = jest.spyOn(setup.documents, 'transition').mockRejectedValueOnce(new Error('crash'));
  await expect(collectReading(job(), setup)).rejects.toThrow('crash');
  crash.mockRestore();
  setup.clock.advance(10);
  expect(await collectReading(job(), setup)).toBe('read');
  expect(await pagesOf()).toHaveLength(3);
});

it('lands what there is of a partial result and says what is missing', async () => {
  const id = await readOne({
    JobStatus: 'PARTIAL_SUCCESS',
    pages: 3,
    Warnings: [{ ErrorCode: 'PAGE_CHARACTERS_EXCEEDED', Pages: [2] }],
    parts: [[...pageBlocks(1, 'eins'), ...pageBlocks(3, 'drei')]],
  });
  expect(await collectReading(job(), setup)).toBe('read in part');
  expect(await pagesOf()).toHaveLength(2);
  const entry = await setup.documents.get(id);
  expect(entry?.value).toMatchObject({
    state: 'read',
    reason: 'missing pages: 2; Textract says PAGE_CHARACTERS_EXCEEDED',
  });
});

it("puts a document whose job failed into quarantine with Textract's own reason", async () => {
  const id = await readOne({ JobStatus: 'FAILED', StatusMessage: 'INVALID_IMAGE_TYPE' });
  expect(await collectReading(job(), setup)).toBe('failed');
  expect((await setup.documents.get(id))?.value).toMatchObject({
    state: 'failed',
    reason: 'INVALID_IMAGE_TYPE',
  });
  expect([...setup.bronze.objects.keys()]).toContain(`documents/quarantine/${id}.pdf`);
  await expect(setup.slots.acquire('another')).resolves.toBeUndefined();
});

it('keeps a sentence of Textract in quarantine, where no more is seen than in the document itself', async () => {
  const id = await readOne({ JobStatus: 'FAILED', StatusMessage: 'JANE DOE is no page' });
  await collectReading(job(), setup);
  expect((await setup.documents.get(id))?.value).toMatchObject({ reason: 'Textract gives no code' });
  expect(await setup.bronze.get(`documents/quarantine/${id}.json`).then(String)).toContain('JANE DOE');
  expect(JSON.stringify(await eventsOf(setup.bronze, 'documents_log/'))).not.toContain('JANE DOE is');
});

it('waits when it is told before the ledger knows of the job', async () => {
  setup = await readingSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  await expect(collectReading({ documentId: id, jobId: 'job-1' }, setup)).rejects.toBeInstanceOf(
    DocumentNotReadyError,
  );
});

it('does nothing about a job that another has replaced', async () => {
  const id = await readOne(threeParts);
  expect(await collectReading({ documentId: id, jobId: 'job-0' }, setup)).toBe('done before');
  expect((await setup.documents.get(id))?.value.state).toBe('reading');
});

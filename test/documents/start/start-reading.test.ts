import { DocumentNotReadyError, ReadingCapacityError } from '../../../lambdas/documents/errors';
import { MAX_FAULTS, startReading } from '../../../lambdas/documents/start/start-reading';
import { isPassing } from '../../../lambdas/aws/passing-error';
import { eventsOf } from '../support/memory';
import { textPdf } from '../support/pdfs';
import { readingSetup, type ReadingSetup } from '../support/reading-setup';

let setup: ReadingSetup;
afterEach(() => setup.close());

const statesOf = async (): Promise<unknown[]> =>
  (await eventsOf(setup.bronze, 'documents_log/')).map(({ data }) => (data as { state: string }).state);

it('has Textract read a document, told apart by its content only', async () => {
  setup = await readingSetup();
  const id = await setup.arrive(await textPdf([['one'], ['two']]));
  expect(await startReading(id, setup)).toBe('started');
  expect(setup.fake.started).toMatchObject([
    {
      DocumentLocation: { S3Object: { Bucket: 'bronze', Name: `documents/2026/03/04/${id}.pdf` } },
      JobTag: id,
      FeatureTypes: ['FORMS', 'TABLES'],
      NotificationChannel: { SNSTopicArn: 'arn:topic', RoleArn: 'arn:role' },
      ClientRequestToken: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    },
  ]);
  expect(setup.fake.started[0]).not.toHaveProperty('OutputConfig');
  expect((await setup.documents.get(id))?.value).toMatchObject({
    state: 'reading',
    jobId: 'job-1',
    pages: 2,
  });
  expect(await statesOf()).toEqual(['reading']);
});

it('asks for text only when there are no features', async () => {
  setup = await readingSetup({ features: [] });
  await startReading(await setup.arrive(await textPdf([['one']])), setup);
  expect(setup.fake.started[0]).not.toHaveProperty('FeatureTypes');
});

it('starts no second job for a message that comes twice', async () => {
  setup = await readingSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  await startReading(id, setup);
  expect(await startReading(id, setup)).toBe('done before');
  expect(setup.fake.started).toHaveLength(1);
  expect(await statesOf()).toEqual(['reading']);
});

it('gets the same job after a crash between the call and the ledger', async () => {
  setup = await readingSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  const crash = jest.spyOn(setup.documents, 'transition').mockRejectedValueOnce(new Error('crash'));
  await expect(startReading(id, setup)).rejects.toThrow('crash');
  crash.mockRestore();
  expect(await startReading(id, setup)).toBe('started');
  expect(setup.fake.started).toHaveLength(1);
});

it('spends no call on a document that the pre-check rejects', async () => {
  setup = await readingSetup();
  const id = await setup.arrive(Buffer.from('not a pdf'));
  expect(await startReading(id, setup)).toBe('rejected');
  expect(setup.fake.started).toHaveLength(0);
  expect(await startReading(id, setup)).toBe('done before');
  expect(await statesOf()).toEqual(['rejected']);
});

it('waits for the ledger when the object is there first', async () => {
  setup = await readingSetup();
  await expect(startReading('c'.repeat(64), setup)).rejects.toBeInstanceOf(DocumentNotReadyError);
});

it('lets no more documents be read than allowed', async () => {
  setup = await readingSetup({ slots: 1 });
  await startReading(await setup.arrive(await textPdf([['one']])), setup);
  const second = await setup.arrive(await textPdf([['two']]));
  const error: unknown = await startReading(second, setup).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ReadingCapacityError);
  expect(isPassing(error)).toBe(true);
  expect((await setup.documents.get(second))?.value.state).toBe('pulled');
  setup.clock.advance(13 * 60);
  expect(await startReading(second, setup)).toBe('started');
});

it.each(['LimitExceededException', 'ProvisionedThroughputExceededException', 'ThrottlingException'])(
  'keeps the class of a %s, and the document as it was',
  async (name) => {
    setup = await readingSetup({ fail: () => name, slots: 1 });
    const id = await setup.arrive(await textPdf([['one']]));
    for (let time = 0; time < 2; time += 1) {
      const error: unknown = await startReading(id, setup).catch((e: unknown) => e);
      expect(error).toMatchObject({ name });
      expect(isPassing(error)).toBe(true);
    }
    expect((await setup.documents.get(id))?.value.state).toBe('pulled');
  },
);

it('never gives a document up for what passes, however often it happens', async () => {
  const passing = ['LimitExceededException', 'ThrottlingException', 'InternalServerError'];
  let calls = 0;
  setup = await readingSetup({ fail: () => passing[calls++ % passing.length] });
  const id = await setup.arrive(await textPdf([['one']]));
  for (let time = 0; time < 5 * MAX_FAULTS; time += 1) {
    await expect(startReading(id, setup)).rejects.toThrow();
  }
  expect((await setup.documents.get(id))?.value.state).toBe('pulled');
});

it('gives a document up after a few errors that do not pass, with their class as the reason', async () => {
  const answers = ['LimitExceededException', 'AccessDeniedException'];
  let calls = 0;
  setup = await readingSetup({ fail: () => answers[calls++ % 2], slots: 1 });
  const id = await setup.arrive(await textPdf([['one']]));
  for (let time = 1; time < 2 * MAX_FAULTS; time += 1) {
    await expect(startReading(id, setup)).rejects.toMatchObject({ name: answers[(time - 1) % 2] });
  }
  expect(await startReading(id, setup)).toBe('failed');
  expect((await setup.documents.get(id))?.value).toMatchObject({
    state: 'failed',
    reason: 'AccessDeniedException',
  });
  await expect(setup.slots.acquire('another')).resolves.toBeUndefined();
});

it('ends a document that Textract does not take, with its reason, and frees its place', async () => {
  setup = await readingSetup({ fail: () => 'UnsupportedDocumentException', slots: 1 });
  const id = await setup.arrive(await textPdf([['one']]));
  expect(await startReading(id, setup)).toBe('failed');
  expect((await setup.documents.get(id))?.value).toMatchObject({
    state: 'failed',
    reason: 'UnsupportedDocumentException',
  });
  expect([...setup.bronze.objects.keys()]).toContain(`documents/quarantine/${id}.pdf`);
  await expect(setup.slots.acquire('another')).resolves.toBeUndefined();
});

it('takes the content of a pulled document out of quarantine, where a redrive that broke off has left it', async () => {
  setup = await readingSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  await setup.bronze.move(`documents/2026/03/04/${id}.pdf`, `documents/quarantine/${id}.pdf`);
  expect(await startReading(id, setup)).toBe('started');
  expect([...setup.bronze.objects.keys()]).toContain(`documents/2026/03/04/${id}.pdf`);
  expect([...setup.bronze.objects.keys()].join()).not.toContain('quarantine');
});

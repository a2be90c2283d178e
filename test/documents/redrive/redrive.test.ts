import { parseCollectMessage } from '../../../lambdas/documents/collect/collect-message';
import { collectReading } from '../../../lambdas/documents/collect/collect-reading';
import { documentKey } from '../../../lambdas/documents/document-store';
import { redrive } from '../../../lambdas/documents/redrive/redrive';
import { parseStartMessage } from '../../../lambdas/documents/start/start-message';
import { startReading } from '../../../lambdas/documents/start/start-reading';
import { textPdf } from '../support/pdfs';
import { redriveSetup, type RedriveSetup } from '../support/redrive-setup';

let setup: RedriveSetup;
afterEach(() => setup.end());

const messages = (queue: string): string[] => setup.fakeSqs.queues.get(queue) ?? [];
/** What S3 tells by EventBridge. */
const arrival = (id: string): string =>
  JSON.stringify({ detail: { object: { key: documentKey(id, '2026-03-04T05:06:07.089Z') } } });
const stateOf = async (id: string): Promise<unknown> => (await setup.documents.get(id))?.value.state;

/** What `start` does with all that its queue holds. */
async function startAll(): Promise<void> {
  for (const body of messages('start').splice(0)) {
    const id = parseStartMessage(body);
    if (id !== undefined) await startReading(id, setup);
  }
}

it('reads a failed document anew once, however many messages tell of it', async () => {
  let broken = true;
  setup = await redriveSetup({ fail: () => (broken ? 'BadDocumentException' : undefined) });
  const id = await setup.arrive(await textPdf([['one']]));
  messages('start').push(arrival(id));
  await startAll();
  broken = false;
  messages('start-dead').push(arrival(id));
  const report = await redrive({}, setup);
  expect(report.documents).toMatchObject([{ document_id: id, action: 'read again' }]);
  expect(report.queues).toEqual([
    { queue: 'documents-start', messages: 1, moved: 1, status: 'COMPLETED' },
    { queue: 'documents-collect', messages: 0, moved: 0, status: 'COMPLETED' },
  ]);
  // Taking the content out of quarantine is an arrival, too.
  messages('start').push(arrival(id));
  expect(messages('start')).toHaveLength(3);
  await startAll();
  expect(await stateOf(id)).toBe('reading');
  expect(setup.fake.started).toHaveLength(1);
});

it('gives a document that waits its dead letter back, and changes nothing about it', async () => {
  setup = await redriveSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  messages('start-dead').push(arrival(id));
  expect((await redrive({}, setup)).documents).toEqual([]);
  await startAll();
  expect((await setup.documents.get(id))?.value).toMatchObject({ state: 'reading', attempt: 1 });
});

it('lands a result that nobody could land, without paying for it again', async () => {
  setup = await redriveSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  await startReading(id, setup);
  while (setup.notifications.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  setup.clock.advance(30 * 60);
  messages('collect-dead').push(...setup.notifications);
  const { documents } = await redrive({}, setup);
  expect(documents).toMatchObject([{ document_id: id, action: 'fetch result' }]);
  expect(messages('start')).toEqual([]);
  expect(messages('collect')).toHaveLength(2);
  const outcomes: string[] = [];
  for (const body of messages('collect'))
    outcomes.push(await collectReading(parseCollectMessage(body), setup));
  expect(outcomes).toEqual(['read', 'done before']);
  expect(setup.fake.started).toHaveLength(1);
});

it('leaves the dead-letter queues alone when documents are named, or a call goes on', async () => {
  setup = await redriveSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  messages('start-dead').push(arrival(id));
  const named = await redrive({ documentIds: [id] }, setup);
  expect(named).toMatchObject({ queues: [], documents: [{ action: 'announce again' }] });
  expect((await redrive({ after: id }, setup)).queues).toEqual([]);
  expect(messages('start-dead')).toHaveLength(1);
});

it('counts dead letters in a dry run and leaves everything as it is', async () => {
  setup = await redriveSetup();
  const id = await setup.arrive(await textPdf([['one']]));
  setup.clock.advance(24 * 60);
  messages('start-dead').push(arrival(id));
  const { documents, queues } = await redrive({ dryRun: true }, setup);
  expect(documents).toMatchObject([{ document_id: id, state: 'pulled', action: 'announce again' }]);
  expect(queues).toMatchObject([{ messages: 1, status: 'LISTED' }, { messages: 0 }]);
  expect([messages('start'), messages('start-dead')]).toEqual([[], [arrival(id)]]);
});

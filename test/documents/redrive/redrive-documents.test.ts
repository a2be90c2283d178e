import { collectReading, type JobDone } from '../../../lambdas/documents/collect/collect-reading';
import { parseCollectMessage } from '../../../lambdas/documents/collect/collect-message';
import { endDocument } from '../../../lambdas/documents/document-files';
import {
  redriveDocuments,
  type RedriveDependencies,
} from '../../../lambdas/documents/redrive/redrive-documents';
import { startReading } from '../../../lambdas/documents/start/start-reading';
import { eventsOf } from '../support/memory';
import { textPdf } from '../support/pdfs';
import { readingSetup, type ReadingSetup } from '../support/reading-setup';

const DAY = 24 * 60;
let setup: ReadingSetup;
let announced: string[];
let asked: JobDone[];
afterEach(() => setup.close());

async function setUp(options: Parameters<typeof readingSetup>[0] = {}): Promise<void> {
  setup = await readingSetup(options);
  announced = [];
  asked = [];
}

const deps = (more: Partial<RedriveDependencies> = {}): RedriveDependencies => ({
  ...setup,
  announce: async (documentId) => void announced.push(documentId),
  fetchResult: async (job) => void asked.push(job),
  ...more,
});

const arrive = async (text: string): Promise<string> => setup.arrive(await textPdf([[text]]));
const recordOf = async (id: string) => (await setup.documents.get(id))?.value;
const keys = (): string => [...setup.bronze.objects.keys()].join('\n');

async function failed(text = 'one'): Promise<string> {
  const id = await arrive(text);
  await endDocument(setup, id, 'failed', 'InternalServerError', 'It failed.');
  return id;
}

it('gives a failed document another job, and its content back', async () => {
  let broken = true;
  await setUp({ fail: () => (broken ? 'BadDocumentException' : undefined) });
  const id = await arrive('one');
  await startReading(id, setup);
  broken = false;
  const { documents } = await redriveDocuments(deps());
  expect(documents).toEqual([
    {
      document_id: id,
      state: 'failed',
      reason: 'BadDocumentException',
      since: '2026-03-04T05:06:07.089Z',
      attempt: 1,
      action: 'read again',
    },
  ]);
  expect(announced).toEqual([id]);
  expect(keys()).not.toContain('quarantine');
  expect(await startReading(id, setup)).toBe('started');
  expect(await recordOf(id)).toMatchObject({ state: 'reading', attempt: 2 });
  const states = (await eventsOf(setup.bronze, 'documents_log/')).map(
    ({ data }) => (data as { state: string }).state,
  );
  expect(new Set(states)).toEqual(new Set(['failed', 'pulled', 'reading']));
  expect((await redriveDocuments(deps())).documents).toEqual([]);
});

it('has the result of a job landed that nobody told of, and pays for no second one', async () => {
  await setUp();
  const id = await arrive('one');
  await startReading(id, setup);
  while (setup.notifications.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  expect((await redriveDocuments(deps())).documents).toEqual([]);
  setup.clock.advance(DAY);
  expect((await redriveDocuments(deps())).documents).toMatchObject([{ action: 'fetch result' }]);
  expect(asked).toEqual([{ documentId: id, jobId: 'job-1' }]);
  expect(announced).toEqual([]);
  for (const job of [asked[0] as JobDone, parseCollectMessage(setup.notifications[0] ?? '')])
    await collectReading(job, setup);
  expect(await recordOf(id)).toMatchObject({ state: 'read', attempt: 1 });
  expect(setup.fake.started).toHaveLength(1);
});

it('reads anew what has been read for so long that Textract has no result any more', async () => {
  await setUp();
  const id = await arrive('one');
  await startReading(id, setup);
  setup.clock.advance(7 * DAY);
  expect((await redriveDocuments(deps())).documents).toMatchObject([{ action: 'read again' }]);
  expect(asked).toEqual([]);
  expect(await recordOf(id)).toMatchObject({ state: 'pulled', attempt: 2, jobId: null });
});

it('announces one that has waited for a day, as the attempt it was', async () => {
  await setUp();
  const id = await arrive('one');
  expect((await redriveDocuments(deps())).documents).toEqual([]);
  setup.clock.advance(DAY);
  expect((await redriveDocuments(deps())).documents).toMatchObject([{ action: 'announce again' }]);
  expect(announced).toEqual([id]);
  expect(await recordOf(id)).toMatchObject({ state: 'pulled', attempt: 1 });
});

it('starts one attempt when two redrive at the same time, and none behind the back of a reading', async () => {
  await setUp();
  const id = await failed();
  const known = await setup.documents.get(id);
  const both = await Promise.all([redriveDocuments(deps()), redriveDocuments(deps())]);
  expect(both.flatMap(({ documents }) => documents)).toHaveLength(1);
  expect(announced).toEqual([id]);
  await startReading(id, setup);
  // As a third one decides that saw the failure before the reading began.
  expect(known && (await setup.documents.readAgain(known))).toBeUndefined();
  expect(await recordOf(id)).toMatchObject({ state: 'reading', attempt: 2 });
  expect(setup.fake.started).toHaveLength(1);
});

it('goes on when the content is found under another name meanwhile', async () => {
  await setUp();
  const id = await failed();
  const known = await setup.documents.get(id);
  const sighting = { server: 'partner', path: '/b', size: 1, modifiedAt: '', seenAt: '' };
  await setup.documents.pulled(id, '', sighting, known);
  const again = known && (await setup.documents.readAgain(known));
  expect(again?.value).toMatchObject({ state: 'pulled', attempt: 2 });
  expect(again?.value.sightings).toHaveLength(2);
});

it('changes nothing in a dry run', async () => {
  await setUp();
  const id = await failed();
  const before = [...setup.bronze.objects.keys()];
  const { documents } = await redriveDocuments(deps(), { dryRun: true });
  expect(documents.map(({ document_id }) => document_id)).toEqual([id]);
  expect([...setup.bronze.objects.keys()]).toEqual(before);
  expect(await recordOf(id)).toMatchObject({ state: 'failed', attempt: 1 });
  expect(announced).toEqual([]);
});

it('takes only those that are named, and says why of each that it leaves', async () => {
  await setUp();
  const [wanted, other, waiting, reading, bad] = await Promise.all([
    failed('one'),
    failed('two'),
    arrive('three'),
    arrive('four'),
    setup.arrive(Buffer.from('no pdf')),
  ]);
  await startReading(bad, setup);
  await startReading(reading, setup);
  const unknown = 'f'.repeat(64);
  const { documents, refused } = await redriveDocuments(deps(), {
    documentIds: [wanted, waiting, reading, bad, unknown, wanted],
  });
  expect(documents.map(({ document_id }) => document_id).sort()).toEqual([wanted, waiting].sort());
  expect(announced.sort()).toEqual([wanted, waiting].sort());
  const why = Object.fromEntries(refused.map(({ document_id, why }) => [document_id, why]));
  expect(why[bad]).toContain('it is rejected (not-a-pdf), and the same bytes would be rejected again');
  expect(why[reading]).toContain('counts as stuck after 24 hours');
  expect(why[unknown]).toBe('the ledger has no such document');
  expect((await recordOf(other))?.state).toBe('failed');
});

it('says that a document is read already', async () => {
  await setUp();
  const id = await arrive('one');
  await startReading(id, setup);
  while (setup.notifications.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  await collectReading(parseCollectMessage(setup.notifications[0] ?? ''), setup);
  const { refused } = await redriveDocuments(deps(), { documentIds: [id] });
  expect(refused).toEqual([{ document_id: id, why: 'it is read since 2026-03-04T05:06:07.089Z' }]);
});

it('goes on after one that something goes wrong with, and finds that again by its id', async () => {
  await setUp();
  const [first, second] = [await failed('one'), await failed('two')].sort() as [string, string];
  let down = true;
  const announce = async (documentId: string): Promise<void> => {
    if (down && documentId === first) throw Object.assign(new Error('Jane Doe'), { name: 'QueueDown' });
    announced.push(documentId);
  };
  const { troubled, documents } = await redriveDocuments(deps({ announce }));
  expect(troubled).toEqual([{ document_id: first, why: 'QueueDown' }]);
  expect(documents.map(({ document_id }) => document_id)).toEqual([second]);
  down = false;
  await redriveDocuments(deps({ announce }), { documentIds: [first] });
  expect(announced).toEqual([second, first]);
  expect(await recordOf(first)).toMatchObject({ state: 'pulled', attempt: 2 });
});

it.each(['deadline', 'limit'])('stops at its %s, and the next call goes on from there', async (what) => {
  await setUp();
  const ids = (await Promise.all(['one', 'two', 'three'].map(failed))).sort();
  const stop = deps(what === 'limit' ? { limit: 1 } : { deadline: setup.clock.now() });
  const found: string[] = [];
  let next: string | null = '';
  for (let call = 0; next !== null && call < 5; call += 1) {
    const report = await redriveDocuments(stop, next === '' ? {} : { after: next });
    found.push(...report.documents.map(({ document_id }) => document_id));
    next = report.next;
  }
  expect(found).toEqual(ids);
});

import {
  DocumentLedger,
  documentStates,
  documentTransitions,
  MAX_SIGHTINGS,
} from '../../lambdas/documents/document-ledger';
import { DocumentTransitionError } from '../../lambdas/documents/errors';
import { MemoryLedger, TestClock } from './support/memory';

const id = 'a'.repeat(64);
const sighting = (path: string): Parameters<DocumentLedger['pulled']>[2] => ({
  server: 'partner',
  path,
  size: 3,
  modifiedAt: '2026-03-01T00:00:00.000Z',
  seenAt: '2026-03-02T00:00:00.000Z',
});

async function ledgerWith(state: (typeof documentStates)[number]): Promise<DocumentLedger> {
  const ledger = new MemoryLedger();
  const documents = new DocumentLedger(ledger, new TestClock());
  const { value } = await documents.pulled(id, 'key', sighting('/a'), undefined);
  await ledger.put('documents', id, { ...value, state }, 1);
  return documents;
}

const pairs = documentStates.flatMap((from) => documentStates.map((to) => [from, to] as const));

it.each(pairs)('from %s to %s only if the table of transitions has it', async (from, to) => {
  const documents = await ledgerWith(from);
  const moved = documents.transition(id, to);
  if (documentTransitions[from].includes(to)) expect((await moved).value.state).toBe(to);
  else await expect(moved).rejects.toBeInstanceOf(DocumentTransitionError);
});

it('lets one of two writers win and the other decide anew', async () => {
  const documents = await ledgerWith('pulled');
  const results = await Promise.allSettled([
    documents.transition(id, 'reading'),
    documents.transition(id, 'reading'),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: expect.any(DocumentTransitionError) as unknown,
  });
});

it('adds a sighting once, and no more than it has room for', async () => {
  const documents = new DocumentLedger(new MemoryLedger(), new TestClock());
  for (const at of [0, 0, ...Array(MAX_SIGHTINGS + 5).keys()]) {
    await documents.pulled(id, 'key', sighting(`/${at}`), await documents.get(id));
  }
  const entry = await documents.get(id);
  expect(entry?.value.sightings).toHaveLength(MAX_SIGHTINGS);
  expect(entry?.value.sightings[1]?.path).toBe('/1');
});

it('keeps the state when content is found under another name', async () => {
  const documents = await ledgerWith('read');
  const entry = await documents.pulled(id, 'other key', sighting('/b'), await documents.get(id));
  expect(entry.value).toMatchObject({ state: 'read', key: 'key' });
});

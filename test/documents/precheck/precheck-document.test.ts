import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentLedger } from '../../../lambdas/documents/document-ledger';
import { DocumentStore } from '../../../lambdas/documents/document-store';
import { DocumentNotReadyError } from '../../../lambdas/documents/errors';
import { precheckDocument } from '../../../lambdas/documents/precheck/precheck-document';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { eventsOf, keysOf, MemoryLedger, TestClock } from '../support/memory';

const id = 'b'.repeat(64);
const key = `documents/2026/03/04/${id}.pdf`;
const root = mkdtempSync(join(tmpdir(), 'headwater-precheck-'));
afterAll(() => rmSync(root, { recursive: true }));

it('puts a bad document into quarantine with the reason, and the path of the sender into the log only', async () => {
  const bronze = new DirectoryObjectStore(root);
  const documents = new DocumentLedger(new MemoryLedger(), new TestClock());
  const files = { documents, store: new DocumentStore(bronze) };
  const at = '2026-03-04T00:00:00.000Z';
  const sighting = { server: 'partner', path: '/in/JANE DOE.pdf', size: 8, modifiedAt: at, seenAt: at };
  const { value } = await documents.pulled(id, key, sighting, undefined);

  await expect(precheckDocument(files, value)).rejects.toBeInstanceOf(DocumentNotReadyError);

  await bronze.put(key, '%PDF-1.7');
  expect(await precheckDocument(files, value)).toMatchObject({ ok: false, reason: 'corrupt' });
  const keys = await keysOf(bronze);
  expect(keys.filter((name) => name.startsWith('documents/'))).toEqual([
    `documents/quarantine/${id}.json`,
    `documents/quarantine/${id}.pdf`,
  ]);
  const note = JSON.parse(
    (await bronze.get(`documents/quarantine/${id}.json`))?.toString() ?? '{}',
  ) as object;
  expect(note).toMatchObject({
    document_id: id,
    reason: 'corrupt',
    explanation: expect.stringContaining('damaged') as unknown,
  });
  expect(JSON.stringify([note, keys])).not.toContain('JANE');
  expect((await eventsOf(bronze, 'documents_log/')).map(({ data }) => data)).toMatchObject([
    { state: 'rejected', reason: 'corrupt', source_path: '/in/JANE DOE.pdf', server: 'partner' },
  ]);
});

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { datasets } from '../../datasets';
import { DocumentLedger } from '../../lambdas/documents/document-ledger';
import { connectSftp } from '../../lambdas/documents/pull/connect-sftp';
import { documentSourceSchema } from '../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../lambdas/documents/pull/pull-documents';
import { readDocuments, type ReadReport } from '../../local/sources/documents/read-documents';
import { startSftpServer } from '../../local/sources/documents/sftp-server';
import { LocalLake } from '../../local/lake';
import { DirectoryObjectStore } from '../../local/store/directory-object-store';
import { FileLock } from '../../local/store/file-lock';
import { keysOf } from '../documents/support/memory';
import { textPdf } from '../documents/support/pdfs';
import { lake as run, startLake } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';
import { readingLock } from '../../local/sources/documents/reading-lock';

const PATIENT = 'CANARY Patient';
const directory = temporaryDirectory();
let lake: LocalLake;
let documents: DocumentLedger;
beforeEach(() => {
  lake = new LocalLake({ root: join(directory(), 'lake'), datasets, defaultDataset: 'immunizations' });
  documents = new DocumentLedger(lake.ledger, lake.clock);
});

const redrive = (...args: string[]): ReturnType<typeof run> =>
  run(['documents', 'redrive', '--lake', lake.layout.root, ...args]);
const stateOf = async (id: string): Promise<unknown> => (await documents.get(id))?.value.state;
const ask = async (sql: string): Promise<unknown> =>
  JSON.parse((await run(['sql', '--lake', lake.layout.root, '--json', sql])).stdout);

/** Pulls a document from an SFTP server. @returns its id */
async function pulled(content: Buffer): Promise<string> {
  const drop = join(directory(), 'CANARY-drop');
  await mkdir(drop, { recursive: true });
  const id = createHash('sha256').update(content).digest('hex');
  const file = join(drop, `CANARY-${id.slice(0, 8)}.pdf`);
  await writeFile(file, content);
  // Old enough to be taken at the first look.
  const old = new Date(Date.now() - 7_200_000);
  await utimes(file, old, old);
  const server = await startSftpServer({ directory: drop, hostKeyFile: join(directory(), 'key') });
  const { port, username, password, hostKey } = server;
  const source = documentSourceSchema.parse({
    name: 'partner',
    host: '127.0.0.1',
    port,
    username,
    hostKeys: [hostKey],
  });
  const connect = (): ReturnType<typeof connectSftp> => connectSftp(source, { password });
  const { bronze, ledger, clock } = lake;
  await pullDocuments(source, { connect, bronze, ledger, clock, secondLookMs: 0 });
  await server.close();
  return id;
}

/** A disk that gives a document's bytes at the first look and not at the second, which is when it is read. */
class WornDisk extends DirectoryObjectStore {
  private looks = 0;

  override async get(key: string): Promise<Buffer | undefined> {
    if (key.endsWith('.pdf') && (this.looks += 1) % 2 === 0) throw new Error('EIO: i/o error, read');
    return super.get(key);
  }
}

/** A document whose reading has failed. @returns its id */
async function failed(text = `Patient name: ${PATIENT}, vaccinated against influenza`): Promise<string> {
  const id = await pulled(await textPdf([[text]]));
  const { ledger, clock, layout } = lake;
  const report: ReadReport = await readDocuments({ bronze: new WornDisk(layout.bronze), ledger, clock });
  expect(report).toMatchObject({ failed: 1 });
  expect(await keysOf(lake.bronze, 'documents/quarantine/')).toContain(`documents/quarantine/${id}.pdf`);
  return id;
}

test('a failed document is listed, then read and loaded, and nothing is left to do', async () => {
  const id = await failed();
  const listed = await redrive('--dry-run', '--json');
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject({
    redriven: 0,
    documents: [{ document_id: id, state: 'failed', reason: 'unreadable', attempt: 1, action: 'read again' }],
  });
  expect(await stateOf(id)).toBe('failed');

  const done = await redrive('--json');
  expect(JSON.parse(done.stdout)).toEqual({
    redriven: 1,
    read: 1,
    rejected: 0,
    failed: 0,
    pages: 1,
    refused: [],
    troubled: [],
  });
  expect(done.code).toBe(0);
  expect(await keysOf(lake.bronze, 'documents/quarantine/')).toEqual([]);
  expect(await ask('SELECT state, reason FROM silver.documents')).toEqual([{ state: 'read', reason: null }]);
  expect(await ask('SELECT text FROM silver.document_pages')).toMatchObject([
    { text: expect.stringContaining(PATIENT) as unknown },
  ]);
  for (const { stdout, stderr } of [listed, done]) expect(stdout + stderr).not.toContain('CANARY');

  const again = await redrive();
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/redriven.*\n.*\n│ 0 /);
});

test('only what is named is redriven, and what cannot be is told with the reason', async () => {
  const [wanted, other] = [await failed('A first page of some text, long enough'), await failed()];
  const unknown = 'f'.repeat(64);
  const named = await redrive(wanted, unknown);
  expect(named.code).toBe(1);
  expect(named.stderr).toContain(`Document ${unknown} is not redriven: the ledger has no such document.`);
  expect([await stateOf(wanted), await stateOf(other)]).toEqual(['read', 'failed']);

  const read = await redrive(wanted);
  expect(read.code).toBe(1);
  expect(read.stderr).toContain(`Document ${wanted} is not redriven: it is read since 20`);
});

test('a document that cannot be read this time either is told by its number only, and exits with 1', async () => {
  const id = await failed();
  const key = (await documents.get(id))?.value.key ?? '';
  // The disk has lost all but the beginning.
  await lake.bronze.delete(`documents/quarantine/${id}.pdf`);
  await lake.bronze.put(key, '%PDF-1.7 CANARY');
  const { code, stdout, stderr } = await redrive('--json');
  expect(JSON.parse(stdout)).toMatchObject({ redriven: 1, read: 0, rejected: 1 });
  expect(code).toBe(1);
  expect(stdout + stderr).not.toContain('CANARY');
});

test('who is reading is not disturbed: the command waits, and takes up what is left', async () => {
  const id = await failed();
  const underWay = await pulled(await textPdf([['Another page of text that is long enough']]));
  await documents.transition(underWay, 'reading', { pages: 1 });
  const lock = await FileLock.acquire(readingLock(lake.layout));
  const listed = await redrive('--dry-run', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject({ documents: [{ document_id: id }] });
  const args = ['documents', 'redrive', '--json', '--lake', lake.layout.root];
  const child = spawn(process.execPath, [join(__dirname, '../../bin/lake.js'), ...args]);
  const [said] = (await once(child.stderr, 'data')) as [Buffer];
  expect(said.toString()).toContain('Another process reads documents of this lake; waiting for it to end.');
  expect([await stateOf(id), await stateOf(underWay)]).toEqual(['failed', 'reading']);
  await documents.transition(underWay, 'read', { pages: 1 });
  await lock.release();
  expect(await json(child.stdout)).toMatchObject({ redriven: 1, read: 1, failed: 0 });
  expect((await documents.get(underWay))?.value).toMatchObject({ state: 'read', attempt: 1 });
});

test('a reading that broke off is taken up, once nobody reads any more', async () => {
  const id = await pulled(await textPdf([['A page of text that is long enough to be sure of']]));
  await documents.transition(id, 'reading', { pages: 1 });
  const { stdout } = await redrive(id, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ redriven: 1, read: 1 });
  expect(await stateOf(id)).toBe('read');
});

test('works beside a serving lake', async () => {
  const id = await failed();
  const serving = await startLake(lake.layout.root);
  const { code, stdout } = await redrive('--json');
  expect(JSON.parse(stdout)).toMatchObject({ redriven: 1, read: 1 });
  expect(code).toBe(0);
  expect(await ask(`SELECT state FROM silver.documents WHERE document_id = '${id}'`)).toEqual([
    { state: 'read' },
  ]);
  expect(await serving.stop('SIGINT')).toBe(0);
});

test.each([
  ['an id that is none', ['CANARY.pdf'], 'Expected the 64 hex digits of a document_id'],
  ['an option of AWS without --env', ['--region', 'eu-west-1'], '--region and --outputs need --env'],
  [
    'an option of this machine with --env',
    ['--env', 'dev', '--date-order', 'day-first'],
    'is for this machine',
  ],
])('%s: says what to do and changes nothing', async (_name, args, message) => {
  const { code, stderr } = await redrive(...args);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});

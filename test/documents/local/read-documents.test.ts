import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentLedger } from '../../../lambdas/documents/document-ledger';
import { connectSftp } from '../../../lambdas/documents/pull/connect-sftp';
import { documentSourceSchema } from '../../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../../lambdas/documents/pull/pull-documents';
import {
  type ReadProgress,
  readDocuments,
  type ReadReport,
} from '../../../local/sources/documents/read-documents';
import { startSftpServer } from '../../../local/sources/documents/sftp-server';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import { eventsOf, keysOf, TestClock } from '../support/memory';
import { encrypted, scannedPdf, textPdf } from '../support/pdfs';
import { needs } from '../../support/needs';

needs('qpdf');

interface Outcome {
  readonly states: Readonly<Record<string, string>>;
  readonly pages: readonly { document_id: string; page: number; text: string; reader: string }[];
  readonly report: ReadReport;
  readonly again: ReadReport;
  readonly progress: readonly ReadProgress[];
  readonly keys: readonly string[];
}

/** Files on a server of our own, one pass of it all. @returns states by file name */
async function pass(files: Readonly<Record<string, Buffer>>): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), 'headwater-pass-'));
  const server = await startSftpServer({
    directory: join(root, 'drop'),
    hostKeyFile: join(root, 'host-key'),
  });
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(root, 'drop', name), content);
    const { port, username, password, hostKey } = server;
    const source = documentSourceSchema.parse({
      name: 'own',
      host: '127.0.0.1',
      port,
      username,
      hostKeys: [hostKey],
      directory: '/',
      settledAfterMinutes: 0,
    });
    const bronze = new DirectoryObjectStore(join(root, 'bronze'));
    const ledger = new FileLedger(join(root, 'ledger'));
    const clock = new TestClock(new Date(Date.now() + 60_000));
    const connect = (): ReturnType<typeof connectSftp> => connectSftp(source, { password });
    await pullDocuments(source, { connect, bronze, ledger, clock, secondLookMs: 0 });
    const progress: ReadProgress[] = [];
    const report = await readDocuments({ bronze, ledger, clock, onProgress: (told) => progress.push(told) });
    const again = await readDocuments({ bronze, ledger, clock });
    const states: Record<string, string> = {};
    for await (const { value } of new DocumentLedger(ledger, clock).list()) {
      for (const { path } of value.sightings)
        states[path.slice(1)] = value.reason === null ? value.state : `${value.state}: ${value.reason}`;
    }
    const pages = (await eventsOf(bronze, 'document_pages/')).map(
      ({ data }) => data as Outcome['pages'][number],
    );
    return { states, pages, report, again, progress, keys: await keysOf(bronze) };
  } finally {
    await server.close();
    rmSync(root, { recursive: true });
  }
}

it('brings every file to its right state, read ones with their pages, and reads nothing twice', async () => {
  const text = await textPdf([
    ['A page that a program has written, long enough.'],
    ['And a second page of it, long enough as well.'],
  ]);
  const outcome = await pass({
    'text.pdf': text,
    'scan.pdf': await scannedPdf(['Patient name: Jane Example']),
    'locked.pdf': encrypted(text, 'abc'),
    'broken.pdf': Buffer.from('%PDF-1.7 and no more'),
    'empty.pdf': Buffer.alloc(0),
  });
  expect(outcome.states).toEqual({
    'text.pdf': 'read',
    'scan.pdf': 'read',
    'locked.pdf': 'rejected: encrypted',
    'broken.pdf': 'rejected: corrupt',
    'empty.pdf': 'rejected: empty',
  });
  expect(outcome.report).toEqual({ read: 2, rejected: 3, failed: 0, pages: 3 });
  expect(outcome.again).toEqual({ read: 0, rejected: 0, failed: 0, pages: 0 });
  expect(outcome.pages.map(({ page, reader }) => `${page} ${reader}`).sort()).toEqual([
    '1 ocr',
    '1 text-layer',
    '2 text-layer',
  ]);
  expect(outcome.progress.at(-1)).toMatchObject({ documents: 5, totalDocuments: 5 });
  expect(outcome.progress.some(({ page, pages }) => page === 2 && pages === 2)).toBe(true);
  expect(outcome.keys.join()).not.toMatch(/text|scan|locked|broken|empty/);
});

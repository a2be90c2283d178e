import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endDocument } from '../../../../lambdas/documents/document-files';
import { DocumentLedger } from '../../../../lambdas/documents/document-ledger';
import { DocumentStore } from '../../../../lambdas/documents/document-store';
import { connectSftp } from '../../../../lambdas/documents/pull/connect-sftp';
import { documentSourceSchema } from '../../../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../../../lambdas/documents/pull/pull-documents';
import { qualityResultsTable } from '../../../../core/tables';
import { readDocuments } from '../../../../local/sources/documents/read-documents';
import { startSftpServer } from '../../../../local/sources/documents/sftp-server';
import { DuckDbEngine } from '../../../../local/engine/duckdb-engine';
import { loadTable, saveTable } from '../../../../local/engine/load-tables';
import type { LocalLake } from '../../../../local/lake';
import { TableStore } from '../../../../local/store/table-store';
import { textPdf } from '../../../documents/support/pdfs';
import { immunization, sampleLines } from '../../../support/immunization';
import { intoBronze, testLake } from '../../../support/lake';

/** What the clock of the lake says, UTC. */
export const NOW = new Date('2026-11-21T12:00:00Z');

/** Who the two records beside the sample are about. */
export const EXTRA_PATIENT = 'p-1';

/**
 * A lake with the bundled sample, a record in error, a record that can't be typed and documents of every
 * outcome, after one run. Groups of fewer than two patients show no figures.
 */
export async function sampleLake(root: string): Promise<LocalLake> {
  const lake = testLake(root, { smallCellThreshold: 2, now: NOW });
  await lake.landSeeds();
  const payloads = [
    ...sampleLines.map((line) => JSON.parse(line) as { readonly id: string }),
    immunization({
      id: 'in-error',
      status: 'entered-in-error',
      occurrenceDateTime: '2026-11-01T10:00:00Z',
      patient: { reference: `Patient/${EXTRA_PATIENT}` },
    }),
    immunization({ id: 'untyped', status: 'no such status' }),
  ];
  const arrivedAt = NOW.getTime() - 3_600_000;
  await intoBronze(
    lake,
    payloads.map((payload) => ({ id: payload.id, payload, arrivedAt })),
    'sample',
  );
  await receive(lake, root, {
    'sure.pdf': await textPdf([form('2024-03-05', 'L-77')]),
    // The third of April or the fourth of March: a person has to look.
    'unsure.pdf': await textPdf([form('3/4/2024', 'L-78')]),
    'broken.pdf': Buffer.from('no PDF'),
    'empty.pdf': Buffer.alloc(0),
  });
  await failOne(lake, root);
  await lake.transform();
  await breakRule(lake);
  return lake;
}

function form(day: string, lot: string): string[] {
  return [
    'Patient name: Jane Example',
    'Vaccine: Influenza, seasonal',
    'CVX: 140',
    `Date given: ${day}`,
    `Lot: ${lot}`,
  ];
}

/** Takes files from a server of our own and reads them. */
async function receive(
  lake: LocalLake,
  root: string,
  files: Readonly<Record<string, Uint8Array>>,
  read = true,
): Promise<void> {
  const directory = join(root, read ? 'drop' : 'late');
  await mkdir(directory);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(directory, name), content);
    await utimes(join(directory, name), new Date('2026-11-20T00:00:00Z'), new Date('2026-11-20T00:00:00Z'));
  }
  const server = await startSftpServer({ directory, hostKeyFile: join(root, 'host-key') });
  try {
    const { port, username, password, hostKey } = server;
    const source = documentSourceSchema.parse({
      name: 'partner',
      host: '127.0.0.1',
      port,
      username,
      hostKeys: [hostKey],
      directory: '/',
      settledAfterMinutes: 0,
    });
    const { bronze, ledger, clock } = lake;
    await pullDocuments(source, { connect: () => connectSftp(source, { password }), bronze, ledger, clock });
    if (read) await readDocuments({ bronze, ledger, clock });
  } finally {
    await server.close();
  }
}

/** A document that a reader gives up on, as reading would end it. */
async function failOne(lake: LocalLake, root: string): Promise<void> {
  await receive(lake, root, { 'odd.pdf': await textPdf([['Odd']]) }, false);
  const documents = new DocumentLedger(lake.ledger, lake.clock);
  for await (const { value } of documents.list()) {
    if (value.state !== 'pulled') continue;
    const files = { documents, store: new DocumentStore(lake.bronze) };
    await endDocument(files, value.documentId, 'failed', 'unreadable', 'For the test.');
  }
}

/** No load lets a row through that breaks a rule, so the finding is put where a run would have kept it. */
async function breakRule(lake: LocalLake): Promise<void> {
  const engine = await DuckDbEngine.open();
  try {
    const store = new TableStore(lake.layout.tables);
    await loadTable(engine, store, qualityResultsTable);
    for (const [run, at] of [
      ['now', '2026-11-20 10:00:00'],
      ['old', '2026-11-01 10:00:00'],
    ]) {
      await engine.native(
        `INSERT INTO silver.quality_results (dataset, run_id, rule, checked, failed, passed, checked_at)
         VALUES ('immunizations', ?, 'key_is_unique', 162, 1, false, ?)`,
        [run ?? '', at ?? ''],
      );
    }
    await saveTable(engine, store, qualityResultsTable);
  } finally {
    engine.close();
  }
}

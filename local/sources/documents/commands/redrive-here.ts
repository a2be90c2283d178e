import { DocumentLedger } from '../../../../lambdas/documents/document-ledger';
import { DocumentStore } from '../../../../lambdas/documents/document-store';
import type { DateOrder } from '../../../../lambdas/documents/extract/parse-date';
import { redriveDocuments } from '../../../../lambdas/documents/redrive/redrive-documents';
import type { RedriveReport, RedriveRequest } from '../../../../lambdas/documents/redrive/redrive-report';
import type { LocalLake } from '../../../lake';
import { FileLock } from '../../../store/file-lock';
import { readPulled, whileNobodyReads } from './reading';
import { leftNobodyOut, type Redriven } from './redriven';
import { readingLock } from '../reading-lock';

/**
 * Redrives documents of this machine's lake, reads them and loads what was read.
 *
 * @param dateOrder - how the documents write dates in numbers; unknown by default
 */
export async function redriveHere(
  lake: LocalLake,
  request: RedriveRequest,
  dateOrder?: DateOrder,
): Promise<Redriven> {
  if (request.dryRun === true) return dryRun(lake, request);
  const { report, read } = await whileNobodyReads(lake, async () => {
    const report = await redriveIn(lake, request, 0);
    const only = new Set(report.documents.map(({ document_id }) => document_id));
    return { report, read: await readPulled(lake, { only, ...(dateOrder && { dateOrder }) }) };
  });
  const redriven = report.documents.length;
  await lake.transformPending();
  return {
    summary: { redriven, ...read },
    report,
    isWell: leftNobodyOut(report) && read.failed + read.rejected === 0,
  };
}

async function dryRun(lake: LocalLake, request: RedriveRequest): Promise<Redriven> {
  const lock = await FileLock.tryAcquire(readingLock(lake.layout));
  const report = await redriveIn(lake, request, lock && 0).finally(() => lock?.release());
  return { summary: { redriven: 0 }, report, isWell: leftNobodyOut(report) };
}

/** @param stuckAfterHours - 0 when nobody is reading: then every reading without an end has broken off */
async function redriveIn(
  { bronze, ledger, clock }: LocalLake,
  request: RedriveRequest,
  stuckAfterHours: 0 | undefined,
): Promise<RedriveReport> {
  const report = await redriveDocuments(
    {
      documents: new DocumentLedger(ledger, clock),
      store: new DocumentStore(bronze),
      clock,
      // They are read as soon as all are known.
      announce: () => Promise.resolve(),
      ...(stuckAfterHours !== undefined && { stuckAfterHours }),
    },
    request,
  );
  return { ...report, queues: [] };
}

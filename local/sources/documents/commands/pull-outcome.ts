import type { DocumentSource } from '../../../../lambdas/documents/pull/document-source';
import type { RemoteFailed } from '../../../../lambdas/documents/pull/list-files';
import type { PullReport } from '../../../../lambdas/documents/pull/pull-report';
import type { ReadReport } from '../read-documents';
import { formatRows, print, printJson, tell } from '../../../commands/output';
import { visible } from '../../../commands/visible';

type Counts = Pick<PullReport, 'listed' | 'taken' | 'duplicates' | 'known' | 'waiting' | 'left' | 'finished'>;

/** What one pass came to, in files and documents. */
export interface PassReport extends Readonly<Counts>, ReadReport {
  /** Files that could not be taken, and directories that could not be listed. */
  readonly failures: number;
  /** Files that were taken, and then could not be moved or deleted on the server. */
  readonly unfinished: number;
  /** Each of them, for the person who pulls: a path may name a patient. */
  readonly problems: readonly Problem[];
}

interface Problem extends RemoteFailed {
  readonly problem: 'not taken' | 'not moved' | 'not deleted';
}

export function passReport({ afterwards }: DocumentSource, pulled: PullReport, read: ReadReport): PassReport {
  const { listed, taken, duplicates, known, waiting, left, finished, failures, unfinished } = pulled;
  const undone: Problem['problem'] = afterwards.kind === 'delete' ? 'not deleted' : 'not moved';
  return {
    ...{ listed, taken, duplicates, known, waiting, left, finished },
    failures: failures.length,
    unfinished: unfinished.length,
    ...read,
    problems: [
      ...failures.map((failed) => ({ ...failed, problem: 'not taken' as const })),
      ...unfinished.map((failed) => ({ ...failed, problem: undone })),
    ],
  };
}

/** Tells what a pass came to; problems on standard error unless all of it is JSON. */
export function showPass(report: PassReport, json = false): void {
  const { problems, ...counts } = report;
  if (json) printJson(report);
  else {
    print(formatRows([counts], 'table'));
    for (const { path, problem, reason } of problems)
      tell(`${CALLED[problem]}: ${visible(path)} (${reason})`);
  }
  if (!wentWell(report)) process.exitCode = 1;
}

const CALLED: Readonly<Record<Problem['problem'], string>> = {
  'not taken': 'Not taken',
  'not moved': 'Taken, but not moved on the server',
  'not deleted': 'Taken, but not deleted on the server',
};

function wentWell({ failures, unfinished, failed }: PassReport): boolean {
  return failures + unfinished + failed === 0;
}

/** A line of counts without names, undefined when nothing was there to do. */
export function passLine(report: PassReport): string | undefined {
  const { taken, read, pages, rejected, failed, waiting, failures, unfinished } = report;
  const told = [
    [taken, 'taken'],
    [read, `read (${pages} pages)`],
    [rejected, 'rejected'],
    [failed, 'failed'],
    [waiting, 'waiting for a second look'],
    [failures, 'not taken'],
    [unfinished, 'not finished'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return told.length === 0 ? undefined : `documents: ${told.join(', ')}`;
}

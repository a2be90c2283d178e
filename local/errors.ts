import { HeadwaterError, nameOf, TerminalError } from '../core/errors';
import type { LoadReport } from './load-report';

/** A run whose records don't add up, or whose bronze has lost what an earlier run has read. */
export class LoadUnbalancedError extends TerminalError {
  override readonly name = 'LoadUnbalancedError';

  constructor(readonly report: LoadReport) {
    super(
      `Dataset "${report.dataset}": ${[...unaccounted(report), ...missing(report)].join(', and ')}. The run is in silver.load_audit`,
    );
  }
}

function unaccounted({ landed, unaccounted: lost }: LoadReport): string[] {
  if (lost === 0) return [];
  return [
    `of ${landed} landed records ${lost} are in neither silver nor quarantine: run the transformation again, and if it stays, restore the table`,
  ];
}

function missing({ missing: objects }: LoadReport): string[] {
  if (objects === 0) return [];
  return [
    `${objects} bronze objects that were read before are gone or shorter now: restore those that silver.bronze_objects names with this run`,
  ];
}

/** Something a run could not fill, while it went on with the rest. */
export interface Failure {
  readonly table: string;
  readonly error: unknown;
}

/** A run that could not fill every table. The others are filled. */
export class RunFailedError extends TerminalError {
  override readonly name = 'RunFailedError';

  constructor(readonly failures: readonly Failure[]) {
    super(
      `Not filled: ${failures.map(({ table, error }) => `${table} (${sentence(error)})`).join('; ')}. All others are`,
      { cause: failures[0]?.error },
    );
  }
}

/** A run that needs more memory than it may take. */
export class MemoryError extends TerminalError {
  override readonly name = 'MemoryError';

  /** @param memoryMb what the engine had. Megabytes */
  constructor(memoryMb: number, cause: unknown) {
    super(
      `The run needs more than the ${memoryMb} MB that its engine may take, or more disk than there is for what waits. What landed is in ` +
        'bronze, what is loaded stays, and the next run begins where this one was; load fewer days at a time ' +
        '(lake transform --from DAY --to DAY), make room on the disk of the lake, or run it on a machine with more',
      { cause },
    );
  }
}

/** Only errors of our own are known to tell nothing of a record. */
function sentence(error: unknown): string {
  if (error === undefined) return 'what it reads is not filled';
  return error instanceof HeadwaterError ? error.message : nameOf(error);
}

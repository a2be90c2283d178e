import type { ParameterValue, Statement } from '../../../sql-bridge';
import type { Done, Failed, Output } from '../engine/order';
import type { StatementKind } from './statement-kind';
import type { WriteStatement } from './write-target';

export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** What is asked for. */
export interface QueryRequest {
  readonly persona: string;
  /** As it was sent. */
  readonly sql: string;
  /** What is to run, and its text: for EXECUTE, what was prepared. */
  readonly target: { readonly statement: Statement; readonly sql: string };
  readonly parameters: readonly ParameterValue[];
  /** Literals, as they were sent. */
  readonly literals: readonly string[];
  readonly database: string | undefined;
  readonly kind: StatementKind;
  /** The statement as it was sent, when it writes what its query gives. */
  readonly writes?: WriteStatement;
}

/** What becomes of a request. */
export interface QueryPlan {
  readonly output: Output;
  /** How it has ended already: there is nothing to run. */
  readonly settled?: Done | Failed;
  /** What follows from its success. */
  readonly onDone?: (done: Done) => void;
}

/** The end of what the door itself does. */
export const NOTHING: Done = { kind: 'done', columns: [], rows: 0, scannedBytes: 0, resultBytes: 0 };

/** A query from its start to its end. */
export class Query {
  state: QueryState = 'QUEUED';
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  done: Done | undefined;
  failed: Failed | undefined;
  readonly stop = new AbortController();
  private finish: () => void = () => undefined;
  /** Resolves when it has come to its end, whichever. */
  readonly ended = new Promise<void>((resolve) => (this.finish = resolve));

  constructor(
    readonly id: string,
    readonly request: QueryRequest,
    readonly plan: QueryPlan,
    readonly submittedAt: Date,
  ) {}

  get output(): Output {
    return this.plan.output;
  }

  get isOver(): boolean {
    return this.endedAt !== undefined;
  }

  start(at: Date): void {
    this.state = 'RUNNING';
    this.startedAt = at;
  }

  end(answer: Done | Failed | undefined, at: Date): void {
    if (this.isOver) return;
    this.endedAt = at;
    if (answer?.kind === 'done') {
      this.done = answer;
      this.plan.onDone?.(answer);
    } else this.failed = answer;
    this.state = this.stateAtEnd();
    this.finish();
  }

  private stateAtEnd(): QueryState {
    if (this.done) return 'SUCCEEDED';
    const isCancelled = this.stop.signal.aborted || this.failed?.code === 'EXCEEDED_SCAN_LIMIT';
    return isCancelled ? 'CANCELLED' : 'FAILED';
  }
}

import { TerminalError } from '../errors';

/** Changes of another log than those before them: a failover, a restore, or a log that was reset. */
export class LogBeganAnewError extends TerminalError {
  override readonly name = 'LogBeganAnewError';

  constructor(table: string, epoch: number, received: string, furthest: string, news: string) {
    super(
      `The log of ${table} has begun anew: received a change at ${received}, ${news}, behind ${furthest}, which is landed; ` +
        `expected places to grow. If its database failed over, was restored or its log was reset, set "epoch" of the topic to ${epoch + 1}; ` +
        'until then what comes waits in the topic, and nothing of it is lost (docs/runbook.md, "A log that began anew")',
    );
  }
}

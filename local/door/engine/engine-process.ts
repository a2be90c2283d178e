import { HeadwaterError } from '../../../core/errors';
import { overflowed, SqlError, tooLarge } from '../../../sql-bridge';
import { AthenaError } from '../../access/errors';
import { DamagedTableError } from '../../store/errors';
import type { Failed, FromEngine, ToEngine } from './order';
import { StatementRunner } from './statement-runner';

/** An engine in a process of its own: statements of one persona, one after the other. */
const runner = new StatementRunner();
const answer = (said: FromEngine): void => void process.send?.(said);

process.on('message', (said: ToEngine) => {
  if (said.kind === 'interrupt') return runner.interrupt();
  runner
    .run(said.order)
    .then(answer, (error: unknown) => answer(failed(overflowed(error) ? tooLarge() : error)));
});
// Without anybody to work for.
process.on('disconnect', () => process.exit(0));

function failed(error: unknown): Failed {
  if (error instanceof AthenaError)
    return {
      kind: 'failed',
      code: error.errorName,
      message: error.message.slice(error.errorName.length + 2),
    };
  if (error instanceof SqlError) return { kind: 'failed', code: error.code, message: error.message };
  if (error instanceof DamagedTableError) return { kind: 'failed', code: 'STALE', message: error.message };
  if (process.env.LAKE_DEBUG)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  const message = error instanceof HeadwaterError ? error.message : 'The statement failed while it was run';
  return { kind: 'failed', code: 'GENERIC_INTERNAL_ERROR', message };
}

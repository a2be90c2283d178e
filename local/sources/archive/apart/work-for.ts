import { HeadwaterError } from '../../../../core/errors';
import { ArchiveRefusedError } from '../../../../lambdas/archive/zip';
import { safeMessage } from '../../../commands/safe-message';
import type { Failure, Said } from './work-apart';

/** Makes this process one that does what it is sent, once, and ends. */
export function workFor<Order, Told, Done>(
  work: (order: Order, tell: (told: Told) => void) => Promise<Done>,
): void {
  const say = (said: Said<Told, Done>, then = (): void => undefined): void => void process.send?.(said, then);
  // Without anybody to work for; what is under way is completed by the next run.
  process.on('disconnect', () => process.exit(1));
  // Ctrl-C goes to all processes of a terminal; who has begun this one ends it.
  process.on('SIGINT', () => undefined);
  process.umask(0o077);
  process.once('message', (order: Order) => {
    void work(order, (told) => say({ kind: 'told', told })).then(
      (done) => say({ kind: 'done', done }, () => process.exit(0)),
      (error: unknown) => say({ kind: 'failed', failure: failureOf(error) }, () => process.exit(1)),
    );
  });
}

function failureOf(error: unknown): Failure {
  const entryName = error instanceof ArchiveRefusedError ? error.entryName : undefined;
  const stack = process.env.LAKE_DEBUG && error instanceof Error ? error.stack : undefined;
  return {
    message: safeMessage(error),
    isExpected: error instanceof HeadwaterError,
    ...(entryName !== undefined && { entryName }),
    ...(stack !== undefined && { stack }),
  };
}

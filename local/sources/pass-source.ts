import { DeadlineError, recordedPass, within, type PassReport } from '../../core/sources';
import { safeMessage } from '../commands/safe-message';
import { FileLock } from '../store/file-lock';
import type { SourceContext } from './local-source';

/** Longest that a pass may take before it counts as one that hangs. Milliseconds. */
export const LONGEST_PASS_MS = 3_600_000;

export interface PassOptions {
  /** Milliseconds. @default LONGEST_PASS_MS */
  readonly longestMs?: number;
}

/** What one pass came to, and whether it still goes on though nobody waits for it any more. */
export interface SourcePass extends PassReport {
  readonly source: string;
  readonly hangs: boolean;
}

/**
 * Makes one pass over a source, whatever becomes of it: a pass that throws or hangs is a report with a problem. No
 * two passes of a source run at once, not even in two processes.
 */
export async function passSource(
  context: SourceContext,
  pass: (context: SourceContext) => Promise<PassReport>,
  { longestMs = LONGEST_PASS_MS }: PassOptions = {},
): Promise<SourcePass> {
  const { source, lake, signal } = context;
  const lock = await FileLock.tryAcquire(lake.layout.sourceLock(source.name));
  if (!lock) {
    const problem = 'Another pass over it is under way, or hangs';
    return { source: source.name, taken: 0, problems: [problem], hangs: false };
  }
  let ended = false;
  const work = (until: AbortSignal): Promise<PassReport> =>
    pass({ ...context, signal: until }).finally(async () => {
      ended = true;
      await lock.release();
    });
  const deadline = { what: `A pass over ${source.name}`, milliseconds: longestMs, signal };
  const report = await recordedPass(source.name, { ...lake, tell: safeMessage }, () =>
    within(deadline, async (until) => work(until)).catch((error: unknown) => {
      // Stopping the lake is no fault of the source.
      if (signal.aborted && !(error instanceof DeadlineError)) return { taken: 0, problems: [] };
      throw error;
    }),
  );
  return { source: source.name, ...report, hangs: !ended };
}

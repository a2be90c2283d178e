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
  options: PassOptions = {},
): Promise<SourcePass> {
  const source = context.source.name;
  try {
    return { source, ...(await lockedPass(context, pass, options)) };
  } catch (error) {
    // The lake itself has failed, such as by a full disk: other sources may do better.
    return { source, taken: 0, problems: [safeMessage(error)], hangs: false };
  }
}

async function lockedPass(
  context: SourceContext,
  pass: (context: SourceContext) => Promise<PassReport>,
  { longestMs = LONGEST_PASS_MS }: PassOptions,
): Promise<Omit<SourcePass, 'source'>> {
  const { source, lake, signal } = context;
  const lock = await FileLock.tryAcquire(lake.layout.sourceLock(source.name));
  if (!lock) return { taken: 0, problems: ['Another pass over it is under way, or hangs'], hangs: false };
  let ended = false;
  const work = async (until: AbortSignal): Promise<PassReport> => {
    try {
      return await pass({ ...context, signal: until });
    } finally {
      ended = true;
      await lock.release();
    }
  };
  const deadline = { what: `A pass over ${source.name}`, milliseconds: longestMs, signal };
  const report = await recordedPass(source.name, { ...lake, tell: safeMessage }, () =>
    within(deadline, work).catch((error: unknown) => {
      // Stopping the lake is no fault of the source.
      if (signal.aborted && !(error instanceof DeadlineError)) return { taken: 0, problems: [] };
      throw error;
    }),
  );
  return { ...report, hangs: !ended };
}

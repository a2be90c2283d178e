import type { Clock, Ledger } from '../ports';
import { HeadwaterError, nameOf } from '../errors';

/** What one pass over a source came to. */
export interface PassReport {
  /** Records or objects that are in bronze now and were not before. */
  readonly taken: number;
  /** What went wrong, for whoever runs the lake; no value of the data. Empty when all went well. */
  readonly problems: readonly string[];
  /** What was done, in words. @default the number taken */
  readonly line?: string;
  /** How far the source has been read, in words. @default nothing is said */
  readonly cursor?: string;
}

/** What is known of a source's passes. */
export interface SourceState {
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** Null while a pass is under way, or when the process was ended in it. */
  readonly endedAt: string | null;
  /** End of the last pass without a problem; null before the first. */
  readonly succeededAt: string | null;
  /** Start of the first of the passes that have failed one after another; null after one without a problem. */
  readonly failingSince?: string | null;
  readonly taken: number;
  readonly problems: readonly string[];
  readonly cursor: string | null;
}

/** Collection of the ledger that holds what sources' last passes came to. */
export const SOURCES = 'sources';

interface PassDependencies {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** What may be told of an error that isn't the lake's own. @default its class */
  readonly tell?: (error: unknown) => string;
}

/** Makes a pass and keeps what it came to. A pass that throws is one with a problem. */
export async function recordedPass(
  name: string,
  { ledger, clock, tell = problemOf }: PassDependencies,
  pass: () => Promise<PassReport>,
): Promise<PassReport> {
  const before = (await ledger.get<SourceState>(SOURCES, name))?.value;
  const startedAt = clock.now().toISOString();
  const started: SourceState = {
    startedAt,
    endedAt: null,
    succeededAt: before?.succeededAt ?? null,
    failingSince: before?.failingSince ?? null,
    taken: 0,
    problems: before?.problems ?? [],
    cursor: before?.cursor ?? null,
  };
  await keep(ledger, name, started);
  const report = await pass().catch((error: unknown): PassReport => ({ taken: 0, problems: [tell(error)] }));
  const endedAt = clock.now().toISOString();
  await keep(ledger, name, {
    ...started,
    endedAt,
    succeededAt: report.problems.length === 0 ? endedAt : started.succeededAt,
    failingSince: report.problems.length === 0 ? null : (started.failingSince ?? startedAt),
    taken: report.taken,
    problems: report.problems,
    cursor: report.cursor ?? started.cursor,
  });
  return report;
}

/** What may be told of an error: the lake's own words, or only the class of another. */
export function problemOf(error: unknown): string {
  return error instanceof HeadwaterError ? error.message : nameOf(error);
}

/** The last word counts: passes of one source don't run at the same time, and nothing is decided by it. */
async function keep(ledger: Ledger, name: string, state: SourceState): Promise<void> {
  for (;;) {
    const version = (await ledger.get(SOURCES, name))?.version ?? 0;
    if (await ledger.put(SOURCES, name, state, version)) return;
  }
}

/** Collection of the ledger that counts passes. */
const NUMBERS = 'pass-numbers';

/**
 * The number of a pass, which no other pass of the source has or had: what it lands is named by it rather than by a
 * clock, which may go back.
 */
export async function passNumber(ledger: Ledger, source: string): Promise<number> {
  for (;;) {
    const { value = 0, version = 0 } = (await ledger.get<number>(NUMBERS, source)) ?? {};
    if (await ledger.put(NUMBERS, source, value + 1, version)) return value + 1;
  }
}

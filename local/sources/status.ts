import { isSetUp, SOURCES, type Source, type SourceState } from '../../core/sources';
import type { LocalLake } from '../lake';
import { FileLock } from '../store/file-lock';
import { faceOf } from './faces';

/** How a source stands. */
export interface SourceStatus {
  readonly source: string;
  readonly kind: string;
  /** Start of the last pass, ISO 8601 UTC; null before the first, or where data come by themselves. */
  readonly lastPass: string | null;
  /** End of the last pass that went well; null before the first. */
  readonly lastSuccess: string | null;
  /** Start of the first of the passes that have failed since; null when the last went well. */
  readonly failingSince: string | null;
  /** What the last pass took. */
  readonly taken: number | null;
  /** How far the source has been read, in words. */
  readonly cursor: string | null;
  /** `broken off`: the process was ended during the pass. `failed`: also while the next pass tries again. */
  readonly state:
    'not set up' | 'waits for others' | 'never passed' | 'ok' | 'failed' | 'under way' | 'broken off';
  readonly problems: readonly string[];
}

/** Every source with its last pass, its cursor and what is wrong. */
export async function sourceStatus(lake: LocalLake, sources: readonly Source[]): Promise<SourceStatus[]> {
  return Promise.all(sources.map((source) => statusOf(lake, source)));
}

async function statusOf({ ledger, layout }: LocalLake, source: Source): Promise<SourceStatus> {
  const { name, kind } = source;
  const found = (await ledger.get<SourceState>(SOURCES, name))?.value;
  const known = { source: name, kind: kind.name };
  if (!found) {
    const state = !isSetUp(source) ? 'not set up' : faceOf(kind).pass ? 'never passed' : 'waits for others';
    const none = { lastPass: null, lastSuccess: null, failingSince: null, taken: null, cursor: null };
    return { ...known, ...none, state, problems: [] };
  }
  return {
    ...known,
    lastPass: found.startedAt,
    lastSuccess: found.succeededAt,
    failingSince: found.failingSince ?? null,
    taken: found.endedAt === null ? null : found.taken,
    cursor: found.cursor,
    state: await stateOf(found, layout.sourceLock(name)),
    problems: found.problems,
  };
}

/** A pass that goes on holds the source's lock; one whose process was ended doesn't. */
async function stateOf({ endedAt, problems }: SourceState, lockFile: string): Promise<SourceStatus['state']> {
  if (endedAt !== null) return problems.length > 0 ? 'failed' : 'ok';
  const lock = await FileLock.tryAcquire(lockFile);
  await lock?.release();
  if (lock) return 'broken off';
  return problems.length > 0 ? 'failed' : 'under way';
}

import { join } from 'node:path';

/** Where a lake is when nobody says. */
export const DEFAULT_LAKE = '.lake';

/** Where things stand in a lake directory. */
export interface LakeLayout {
  readonly root: string;
  /** Raw records, as on AWS: `<dataset>/YYYY/MM/DD/<time>-<shard>-<sequence>.json`. */
  readonly bronze: string;
  /** Accepted records that are not in bronze yet. */
  readonly stream: string;
  /** Lines of the stream that can't be read. */
  readonly setAside: string;
  readonly ledger: string;
  /** Parquet files of silver and gold, one directory per table. */
  readonly tables: string;
  /** DuckDB's spill files. */
  readonly scratch: string;
  /** Held by whoever lands. */
  readonly landingLock: string;
  /** Held by whoever makes a pass over a source. */
  readonly sourceLock: (source: string) => string;
  /** Settings of sources that hold on this machine only; needn't be there. */
  readonly sourcesFile: string;
  /** One file per secret. */
  readonly secrets: string;
  /** The personas' profiles, as clients of AWS read them: `config` and `credentials`. */
  readonly aws: string;
  /** Results of queries that came through the door, a directory per persona. */
  readonly results: string;
  /** Held by whoever transforms. */
  readonly transformLock: string;
}

export function layoutOf(root: string): LakeLayout {
  return {
    root,
    bronze: join(root, 'bronze'),
    stream: join(root, 'stream'),
    setAside: join(root, 'set-aside'),
    ledger: join(root, 'ledger'),
    tables: root,
    scratch: join(root, 'scratch'),
    landingLock: join(root, 'landing.lock'),
    sourceLock: (source) => join(root, 'sources', `${source}.lock`),
    sourcesFile: join(root, 'sources.json'),
    secrets: join(root, 'secrets'),
    aws: join(root, 'aws'),
    results: join(root, 'results'),
    transformLock: join(root, 'transform.lock'),
  };
}

/** Where the results of a persona's queries are. */
export const resultsOf = ({ results }: LakeLayout, persona: string): string => join(results, persona);

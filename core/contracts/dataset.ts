import type { ColumnContract, RecordCheck } from './column';
import type { Load } from './load';
import type { GoldModel } from './model';

/**
 * What may happen to a dataset's schema without a new major version:
 * - `evolve`: optional columns may be added and types widened
 * - `freeze`: nothing
 */
export type EvolutionPolicy = 'evolve' | 'freeze';

/** Rows that personas below a clearance don't see. */
export interface RowFilter {
  readonly name: string;
  readonly description: string;
  /** Athena SQL over the silver columns; rows for which it isn't true are hidden. */
  readonly visible: string;
}

/** A value that a record may have for some time only, counted from the dataset's eventTime. */
export interface TimeLimit {
  readonly column: string;
  readonly value: string;
  readonly hours: number;
}

export interface DatasetContract {
  /** Snake case; names the silver table, the folder of the contract and, unless it says otherwise, its place in bronze. */
  readonly name: string;
  /** Semantic version of the contract; a breaking change needs a new major one. */
  readonly version: `${number}.${number}.${number}`;
  readonly description: string;
  /** LF-tag `domain`. */
  readonly domain: string;
  /** The team that answers for the data. */
  readonly owner: string;
  /** Name of the column that says when the event happened. */
  readonly eventTime?: string;
  /** Silver keeps one row per key. */
  readonly key: readonly string[];
  /** Timestamp column by which the latest version of a key wins. @default the time of arrival */
  readonly versionedBy?: string;
  /** How records change the silver table. @default 'upsert' */
  readonly load?: Load;
  /**
   * Keeps every version of a key in `silver.<name>_history`, each from the time its sender gave it (`versionedBy`,
   * else its arrival).
   *
   * @default false
   */
  readonly history?: boolean;
  /** Iceberg partition transforms of the silver table, `bucket(n, column)`. @default none, which fits up to some GB */
  readonly partitions?: readonly string[];
  /** Content type of a payload. @default 'application/json' */
  readonly contentType?: string;
  /** `type` of the CloudEvents of this dataset. @default `org.headwater.${name}` */
  readonly eventType?: string;
  /**
   * Minutes that its newest record in silver may be old at most, for whoever relies on it. On AWS a dataset that asks for fewer than 60 has a
   * run of its own; the others are loaded hourly. @default it may be of any age
   */
  readonly freshWithinMinutes?: number;
  /** Days until bronze objects expire; undefined keeps them. */
  readonly retentionDays?: number;
  /** @default 'evolve' */
  readonly evolution?: EvolutionPolicy;
  readonly columns: Readonly<Record<string, ColumnContract>>;
  /** @default [] */
  readonly checks?: readonly RecordCheck[];
  /** @default [] */
  readonly rowFilters?: readonly RowFilter[];
  /** Broken ones show in the quality results. @default [] */
  readonly timeLimits?: readonly TimeLimit[];
  /** Gold tables made from this dataset. @default [] */
  readonly models?: readonly GoldModel[];
  /**
   * Name of the dataset whose records these are once more, by another way: with the same columns and key. Both are
   * compared in `gold.stream_batch_comparison`.
   *
   * @default they come by one way
   */
  readonly copyOf?: string;
  /** Prefix and table in bronze, snake case. @default the dataset's name */
  readonly bronze?: string;
  /**
   * Who sends the records: `api` for whoever may post, `lake` when the lake itself makes them.
   *
   * @default 'api', or 'lake' for a dataset with a seed
   */
  readonly sender?: 'api' | 'lake';
  /** Absolute path of a file that holds the whole of a reference dataset, landed when it changes. */
  readonly seed?: string;
}

export interface Dataset extends DatasetContract {
  readonly bronze: string;
  readonly sender: 'api' | 'lake';
  readonly contentType: string;
  readonly eventType: string;
  readonly evolution: EvolutionPolicy;
  readonly load: Load;
  readonly history: boolean;
  readonly partitions: readonly string[];
  readonly checks: readonly RecordCheck[];
  readonly rowFilters: readonly RowFilter[];
  readonly timeLimits: readonly TimeLimit[];
  readonly models: readonly GoldModel[];
}

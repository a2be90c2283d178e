import type { ColumnContract, RecordCheck } from './column';
import { ContractError } from './errors';
import { pathSteps } from './json-path';
import { isChangeMapping, mappingProblem, partitioningProblem, type Load } from './load';
import type { GoldModel } from './model';
import { RESERVED_WORDS } from './reserved-words';
import { isOfPeople, SENSITIVITIES } from './sensitivity';

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

/** Columns that silver tables carry besides the contract's own. */
export const LINEAGE_COLUMNS = {
  event_id: { type: 'string', sensitivity: 'internal', description: 'CloudEvents id of the record that won' },
  arrived_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'When the record reached the stream, UTC',
  },
  arrival_sequence: {
    type: 'string',
    sensitivity: 'internal',
    description: 'Position in the stream; orders records of one moment',
  },
  versioned_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'The time by which the latest version wins, UTC',
  },
  /** Only where senders date their records and no log of changes is kept. */
  dated_at: {
    type: 'timestamp',
    sensitivity: 'internal',
    description:
      'Latest version of the key that its sender dated, UTC; a deletion gives way to a later one only',
  },
  /** Only where changes are ordered by the sender's position. */
  change_position: {
    type: 'string',
    sensitivity: 'internal',
    description: 'Where the sender wrote the change; later positions win',
  },
  /** Only in a history. */
  valid_from: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'Since when the version holds, UTC, by its sender’s time',
  },
  valid_to: {
    type: 'timestamp',
    sensitivity: 'internal',
    description: 'Until when the version held, UTC, this moment excluded; NULL for the one that holds',
  },
  is_current: {
    type: 'boolean',
    sensitivity: 'internal',
    description: 'Whether the version holds now',
  },
} as const;

/** Whether a dataset holds records about people. */
export function isAboutPeople({ columns }: Pick<DatasetContract, 'columns'>): boolean {
  return Object.values(columns).some(({ sensitivity }) => isOfPeople(sensitivity));
}

/** How the types of the lake's own CloudEvents start. */
export const OWN_TYPES = 'org.headwater.';

/** Names that the statements of a load use themselves. */
const RESERVED =
  /^(record|source_object|dt|problem|payload_text|(envelope|raw|check|absent|load|bad)_\w+|deleted_(versioned_at|arrived_at|arrival_sequence|event_id))$/;
const NAME = /^[a-z][a-z0-9_]{0,62}$/;
/** A state machine and its states may have names of 80 characters, and those of a dataset say what they do beside its name. */
const DATASET_NAME = /^[a-z][a-z0-9_]{0,47}$/;

/**
 * Declares a dataset: the one place from which tables, validators, tags and documentation are computed.
 *
 * @throws ContractError naming the dataset, what is wrong and the remedy
 */
export function defineDataset(contract: DatasetContract): Dataset {
  const fail = (problem: string): never => {
    throw new ContractError(contract.name, problem);
  };
  for (const [what, name] of [
    ['the name', contract.name],
    ['its place in bronze', contract.bronze ?? contract.name],
  ] as const) {
    if (!DATASET_NAME.test(name)) fail(`${what} must match ${DATASET_NAME.source}`);
    if (RESERVED_WORDS.has(name)) fail(`${what} is a reserved word of Athena; choose another`);
  }
  for (const [name, column] of Object.entries(contract.columns)) {
    if (!NAME.test(name)) fail(`column "${name}": the name must match ${NAME.source}`);
    if (name in LINEAGE_COLUMNS)
      fail(`column "${name}" is one that the lake adds; remove it from the contract`);
    if (RESERVED_WORDS.has(name))
      fail(`column "${name}": the name is a reserved word of Athena; choose another`);
    if (RESERVED.test(name))
      fail(`column "${name}": the name is used while a record is typed; choose another`);
    if (!SENSITIVITIES.includes(column.sensitivity)) {
      fail(`column "${name}" has no sensitivity class; give it one of ${SENSITIVITIES.join(', ')}`);
    }
    const path =
      typeof column.from === 'string' ? column.from : 'path' in column.from ? column.from.path : '$';
    if (pathSteps(path) === undefined)
      fail(`column "${name}": ${path} is no path of names and places such as $.a.b[0] or $["a.b"]`);
    if (column.oneOf && column.type !== 'string')
      fail(`column "${name}": oneOf needs type string, not ${column.type}`);
    if (
      /^(timestamp|date)$/.test(column.type) &&
      isAboutPeople(contract) &&
      !isOfPeople(column.sensitivity)
    ) {
      fail(
        `column "${name}" is a date of a record about somebody and classed ${column.sensitivity}; class it personal or health`,
      );
    }
  }
  const { freshWithinMinutes: minutes } = contract;
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes > 0))
    fail(`freshWithinMinutes is ${minutes}; give whole minutes, 1 at least`);
  if (contract.key.length === 0) fail('a dataset needs a key: list the columns that identify a row');
  for (const name of contract.key) {
    const column =
      contract.columns[name] ?? fail(`key column "${name}" is not declared; declare it in columns`);
    if (!column.required) fail(`key column "${name}" must be required: true`);
  }
  for (const [role, name] of [
    ['eventTime', contract.eventTime],
    ['versionedBy', contract.versionedBy],
  ] as const) {
    if (name === undefined) continue;
    const column = contract.columns[name] ?? fail(`${role} "${name}" is not declared; declare it in columns`);
    if (column.type !== 'timestamp' && column.type !== 'date')
      fail(`${role} "${name}" must be a timestamp or a date`);
    if (role === 'versionedBy' && column.type !== 'timestamp')
      fail(`versionedBy "${name}" must be a timestamp`);
  }
  const { load = 'upsert', partitions = [] } = contract;
  const problem =
    (isChangeMapping(load) ? mappingProblem(load) : undefined) ??
    partitioningProblem(partitions, Object.keys(contract.columns));
  if (problem !== undefined) fail(problem);
  if (load === 'append' && contract.history === true)
    fail('history of events that never change is the table itself; leave history out');
  for (const { column } of contract.timeLimits ?? []) {
    if (!(column in contract.columns))
      fail(`time limit of column "${column}": it is not declared; declare it in columns`);
    if (contract.eventTime === undefined)
      fail(`time limit of column "${column}": it counts from the eventTime; declare one`);
  }
  return {
    ...contract,
    bronze: contract.bronze ?? contract.name,
    sender: contract.sender ?? (contract.seed === undefined ? 'api' : 'lake'),
    contentType: contract.contentType ?? 'application/json',
    eventType: contract.eventType ?? `${OWN_TYPES}${contract.name}`,
    evolution: contract.evolution ?? 'evolve',
    load,
    history: contract.history ?? false,
    partitions,
    checks: contract.checks ?? [],
    rowFilters: contract.rowFilters ?? [],
    timeLimits: contract.timeLimits ?? [],
    models: contract.models ?? [],
  };
}

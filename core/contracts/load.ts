/**
 * How a dataset's records change its silver table:
 * - `upsert`: one row per key, the latest version;
 * - `append`: events that never change; the first of a key stays, every other is a duplicate;
 * - a {@link ChangeMapping}: rows of another database, told change by change.
 *
 * A deletion event (`deletionType`) takes a key out of each of them.
 */
export type Load = 'upsert' | 'append' | ChangeMapping;

/** What a change does to the row of its key. */
export const OPERATIONS = ['insert', 'update', 'partial', 'delete', 'truncate'] as const;

/**
 * - `insert` and `update` carry the whole row: a column that isn't there is NULL. They bring a deleted key back;
 * - `partial` changes the columns that it carries, also to NULL; what isn't there stays as it is. It brings no
 *   deleted key back;
 * - `delete` carries the key;
 * - `truncate` carries nothing: every row goes.
 */
export type Operation = (typeof OPERATIONS)[number];

/** Reads a sender's changes. */
export interface ChangeMapping {
  /** JSONPath of the text that says what the record does. */
  readonly operation: string;
  /** The texts that stand for each operation; a record with any other text is quarantined. */
  readonly operations: Readonly<Partial<Record<Operation, readonly string[]>>>;
  /**
   * Where the sender wrote the change, most significant part first, such as LSN and offset. Later positions win,
   * whatever arrives when.
   */
  readonly position: readonly PositionPart[];
  /**
   * A text that the sender puts in place of a value it doesn't send again; such a column counts as not there.
   *
   * @default none
   */
  readonly unchanged?: string;
}

export interface PositionPart {
  /** JSONPath. A part that isn't there comes before every other. */
  readonly path: string;
  /** Whole numbers from 0 on are ordered by size, text letter by letter. */
  readonly as: 'number' | 'text';
}

/** Digits to which numbers of a position are padded, so that the order of text is that of numbers. */
export const POSITION_DIGITS = 38;

export function isChangeMapping(load: Load): load is ChangeMapping {
  return typeof load === 'object';
}

/** Whether every change is kept, to be put together again when another arrives late. */
export function keepsLog({ load, history }: { readonly load: Load; readonly history: boolean }): boolean {
  return history || isChangeMapping(load);
}

/** CloudEvents `type` of an event that deletes a key: its `data` carries the columns of the key, like a record. */
export function deletionType({ eventType }: { readonly eventType: string }): string {
  return `${eventType}.deleted`;
}

/** Writers that a statement may have open, one per partition. */
const MAX_WRITERS = 100;

/** Why a table partitioned so couldn't be loaded, whatever the data; undefined when it can. */
export function partitioningProblem(
  partitions: readonly string[],
  columns: readonly string[],
): string | undefined {
  let writers = 1;
  for (const transform of partitions) {
    const [, count, column] = /^bucket\((\d+), *(\w+)\)$/.exec(transform) ?? [];
    if (count === undefined || column === undefined)
      return `partitioning by "${transform}" may need any number of open writers, and a load has ${MAX_WRITERS}; use bucket(n, column)`;
    if (!columns.includes(column))
      return `partitioning by "${transform}": column "${column}" is not declared`;
    writers *= Number(count);
  }
  return writers > MAX_WRITERS
    ? `partitioning by ${partitions.join(' and ')} needs ${writers} open writers, and a load has ${MAX_WRITERS}; use fewer buckets`
    : undefined;
}

/** What is wrong with a mapping; undefined when nothing is. */
export function mappingProblem({ operations, position }: ChangeMapping): string | undefined {
  const texts = Object.values(operations).flat();
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined) return `load: "${twice}" stands for two operations; give it one`;
  if (!operations.insert?.length && !operations.update?.length && !operations.partial?.length)
    return 'load: no operation writes a row; name the texts of insert, update or partial';
  if (position.length === 0) return 'load: changes need a position to be ordered by; name its paths';
  return undefined;
}

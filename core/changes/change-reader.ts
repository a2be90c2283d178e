import type { Dataset } from '../contracts';
import type { Change, Row, RowValue } from './change';
import { columnValue } from './column-value';
import { isAboutNoRow, isDebezium, readDebezium, unwrapped, type SnapshotExtent } from './debezium';
import { isControl, isDms, readDms, type AbsentColumns } from './dms';
import { LogBeganAnewError } from './errors';
import { isObject } from './exact-json';
import { UNKNOWN_FIELDS } from './field-type';
import { LogWatch, type LogReached } from './log-watch';
import type { ChangeMessage, Decoded, RawChange, RawRow } from './message';
import { unitOf, type TimeUnit } from './moments';
import { beforeAll, changePosition, sourcePosition } from './position';
import { rowColumns, type RowColumns } from './row-columns';
import { UNAVAILABLE, unavailableValues } from './unavailable';

export interface ChangeReaderOptions {
  /** Raised whenever the log of the database starts anew, as after a restore elsewhere. @default 0 */
  readonly epoch?: number;
  /** Changes of other tables are left aside: `units` or `public.units`. @default every table's are read */
  readonly table?: string | undefined;
  /** What stands in place of a value that wasn't sent. @default UNAVAILABLE */
  readonly unavailable?: string;
  /** What a column is that an update of DMS leaves out. @default 'unchanged' */
  readonly absent?: AbsentColumns;
  /** What bare numbers of moments count. @default told by their size */
  readonly moments?: TimeUnit | undefined;
  /** What a snapshot tells: the whole table, or the parts of it that somebody has asked for. @default 'whole' */
  readonly snapshots?: SnapshotExtent;
  /** Where the message before was. @default at the start */
  readonly reached?: Reached | undefined;
}

/** A message's place in the database's log, and when it was committed there. */
export interface Reached {
  readonly position: string;
  readonly at?: string | undefined;
  /** Where the latest snapshot was taken. @default there was none */
  readonly snapshot?: string | undefined;
  /** How far the database's log was told. @default nothing of it has an order */
  readonly log?: LogReached | undefined;
}

/** What a message comes to. */
export type ChangeReading =
  | { readonly changes: readonly Change[] }
  /** It says nothing of a row of the table. */
  | { readonly aside: 'no row' | 'another table' | 'no key' }
  /** It is no message of a known sender. */
  | { readonly foreign: true };

/**
 * Reads what Debezium and DMS tell of the rows of one table, in the order in which one partition has it: the same
 * changes of the same rows come out the same, whoever told them.
 */
export class ChangeReader {
  private readonly columns: RowColumns;
  private readonly isUnavailable: ReturnType<typeof unavailableValues>;
  private readonly epoch: number;
  private source: string;
  private at: string | undefined;
  private snapshot: string | undefined;
  private isFirst: boolean;
  private readonly log: LogWatch;
  /** Columns that the table has and the contract hasn't. */
  readonly unknownColumns = new Set<string>();
  /** Rows that came under a new key without values which their database had left unsaid. */
  incomplete = 0;
  /** How often the table was emptied. */
  truncated = 0;
  /** Snapshots after the first. */
  retold = 0;

  constructor(
    dataset: Pick<Dataset, 'columns' | 'key'>,
    private readonly options: ChangeReaderOptions = {},
  ) {
    this.columns = rowColumns(dataset);
    this.isUnavailable = unavailableValues(options.unavailable ?? UNAVAILABLE);
    this.epoch = options.epoch ?? 0;
    const start = sourcePosition(this.epoch);
    const { reached } = options;
    const isLater = reached !== undefined && reached.position > start;
    this.source = isLater ? reached.position : start;
    this.at = isLater ? reached.at : undefined;
    this.snapshot = reached?.snapshot;
    this.isFirst = reached === undefined;
    this.log = new LogWatch(isLater ? reached.log : undefined);
  }

  /** Where the last message was. */
  get reached(): Reached {
    const { reached: log } = this.log;
    return {
      position: this.source,
      ...(this.at !== undefined && { at: this.at }),
      ...(this.snapshot !== undefined && { snapshot: this.snapshot }),
      ...(log && { log }),
    };
  }

  /** @throws LogBeganAnewError for a change of another log than those before it: nothing of it is read */
  read({ key, value, place }: ChangeMessage): ChangeReading {
    const unwrappedKey = key && unwrapped(key);
    const decoded = value && unwrapped(value);
    if (decoded === undefined || decoded.value === null) return this.tombstone(unwrappedKey, place);
    if (isAboutNoRow(decoded.value) || isControl(decoded.value)) return { aside: 'no row' };
    const raw = this.raw(decoded);
    if (raw === undefined) return { foreign: true };
    if (this.isOfAnotherTable(raw)) return { aside: 'another table' };
    this.follow(raw);
    this.source = raw.source;
    this.at = raw.at;
    const { source, at, table } = raw;
    const told = this.changes(raw, unwrappedKey);
    return {
      changes: [
        ...(this.isToldAnew(raw) ? [{ op: 't', row: {}, position: beforeAll(source), at, table }] : []),
        ...told.map(({ op, row }, nth) => ({
          op,
          row,
          position: changePosition(source, { digits: place, nth }),
          at,
          table,
        })),
      ],
    };
  }

  private raw(decoded: Decoded): RawChange | undefined {
    const { value, fieldsAt } = decoded;
    if (isDebezium(value)) return readDebezium({ value, fieldsAt }, this.epoch);
    return isDms(value) ? readDms(value, this.epoch, this.options.absent ?? 'unchanged') : undefined;
  }

  private follow({ log, table = 'the table' }: RawChange): void {
    const news = log && this.log.see(log);
    if (log && news !== undefined)
      throw new LogBeganAnewError(table, this.epoch, log.said, this.log.furthest, news);
  }

  private isOfAnotherTable({ table }: RawChange): boolean {
    const { table: wanted } = this.options;
    return wanted !== undefined && table !== undefined && table !== wanted && !table.endsWith(`.${wanted}`);
  }

  /**
   * Whether a snapshot begins that isn't the first: Debezium was killed in the one before, or has lost its place. What
   * was deleted meanwhile nobody tells; it is what the new snapshot doesn't have.
   */
  private isToldAnew({ isSnapshot, source }: RawChange): boolean {
    const isAnew = isSnapshot && !this.isFirst && source !== this.snapshot;
    this.isFirst = false;
    if (isSnapshot) this.snapshot = source;
    if (!isAnew || this.options.snapshots === 'parts') return false;
    this.retold += 1;
    return true;
  }

  /**
   * A deletion of the key, where the message before it in the partition was: that tells of the same deletion, or is the
   * last before it that a compacted topic still has. Not the furthest ever read: a sender that was killed tells again what
   * it told already, and rows that were written since stay.
   */
  private tombstone(key: Decoded | undefined, place: string): ChangeReading {
    const row = this.keyRow(key);
    if (Object.keys(row).length === 0) return { aside: 'no key' };
    return {
      changes: [{ op: 'd', row, position: changePosition(this.source, { digits: place }), at: this.at }],
    };
  }

  private changes(raw: RawChange, key: Decoded | undefined): Pick<Change, 'op' | 'row'>[] {
    const { op } = raw;
    if (op === 't') {
      this.truncated += 1;
      return [{ op, row: {} }];
    }
    const before = this.keyOf(raw.before, raw.usualUnit);
    if (op === 'd') return [{ op, row: { ...this.keyRow(key), ...before } }];
    const { row, absent, unsaid } = this.rowOf(raw);
    const isMoved =
      op === 'u' &&
      Object.keys(before).length === this.columns.key.length &&
      this.columns.key.some((name) => before[name] !== row[name]);
    if ((op === 'c' && unsaid) || (isMoved && absent)) this.incomplete += 1;
    if (isMoved)
      return [
        { op: 'd', row: before },
        { op: 'c', row },
      ];
    return [{ op: op === 'u' && absent ? 'p' : op, row }];
  }

  /** The row after a change, whether it lacks columns that are as they were, and whether its database left some unsaid. */
  private rowOf({ before, after, isPartial, usualUnit }: RawChange): {
    readonly row: Row;
    readonly absent: boolean;
    readonly unsaid: boolean;
  } {
    const row: Record<string, RowValue> = {};
    let unsaid = false;
    const values = isPartial ? { ...known(before), ...after?.values } : (after?.values ?? {});
    for (const [name, value] of Object.entries(values)) {
      if (!this.columns.types.has(name)) this.unknownColumns.add(name);
      const there = this.isUnavailable(value) ? before?.values[name] : value;
      if (value !== null && (there === undefined || there === null || this.isUnavailable(there)))
        unsaid ||= this.columns.types.has(name);
      else row[name] = this.value(name, there ?? null, after, usualUnit);
    }
    const absent = unsaid || (isPartial && [...this.columns.types.keys()].some((name) => !(name in row)));
    return { row, absent, unsaid };
  }

  /** The columns of the key, as far as a row has them. */
  private keyOf(from: RawRow | undefined, usualUnit: TimeUnit): Row {
    const row: Record<string, RowValue> = {};
    for (const name of this.columns.key) {
      const value = from?.values[name];
      if (value !== undefined && value !== null) row[name] = this.value(name, value, from, usualUnit);
    }
    return row;
  }

  /** The key of a message: a struct of the key's columns, or the value of the only one. */
  private keyRow(key: Decoded | undefined): Row {
    if (key === undefined || key.value === null) return {};
    const { value } = key;
    const [only] = this.columns.key;
    const values = isObject(value) ? value : this.columns.key.length === 1 && only ? { [only]: value } : {};
    const fields = isObject(value) ? key.fieldsAt() : UNKNOWN_FIELDS;
    return this.keyOf({ values, fields }, 'micros');
  }

  private value(
    name: string,
    value: RawRow['values'][string],
    from: RawRow | undefined,
    usual: TimeUnit,
  ): RowValue {
    return columnValue(value, {
      column: this.columns.types.get(name),
      field: from?.fields.get(name),
      unitOf: (count) => this.options.moments ?? unitOf(count, usual),
    });
  }
}

/** The columns of a row before a change that say something. */
function known(before: RawRow | undefined): RawRow['values'] {
  return Object.fromEntries(Object.entries(before?.values ?? {}).filter(([, value]) => value !== null));
}

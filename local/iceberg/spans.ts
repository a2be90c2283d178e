import { compareBounds, isOrdered } from './bounds';
import type { DataFile } from './data-file';
import { currentSchema, type TableMetadata } from './table-metadata';

/** Files of a partition, for a writer that changes rows of some and adds others. */
export interface Spans {
  readonly partition: readonly (string | null)[];
  /** The column by whose values files are told apart; undefined where none is. */
  readonly column?: string;
  readonly files: readonly SpanFile[];
}

/** A file and which values of the column it holds. */
export interface SpanFile extends Partial<Span> {
  /** Name in the table's directory. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Values as bounds have them, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Files hold that much less on average than they could before they are put together. */
const SPARSE = 8;
/** So few files may be as small as they like. */
const FEW = 4;
/** A file of less than this share of the rows that it could hold is small, */
const SMALL_SHARE = 2;
/** where it isn't large by its bytes. */
const SMALL_BYTES = 8 * 1024 * 1024;
/** So many small files may lie beside each other before a writer puts them together. */
const SMALL_FILES = 8;
/** What holds less than this share of a file's rows is one file: it is written as quickly as looked through. */
const TINY_SHARE = 8;
const TINY_BYTES = 256 * 1024;
/** Files that may hold one value before a table is written anew, where it has not many more. */
const DEPTH = 8;

/**
 * The files of a partition; undefined where they are better written anew: nothing tells them apart though there are many
 * rows, so much has been taken from them, or too many of them hold the same values.
 *
 * @param clusters whether values of a column could tell them apart
 * @param rowsPerFile rows that one file may hold
 */
export function spansOf(
  metadata: TableMetadata,
  all: readonly DataFile[],
  partition: readonly (string | null)[],
  clusters: boolean,
  rowsPerFile: number,
): Spans | undefined {
  const files = all.filter((file) => isSame(file.partition, partition));
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const bounded = files.find(({ bounds }) => bounds)?.bounds?.field;
  const field = currentSchema(metadata).fields.find(({ id }) => id === bounded);
  if (!field || !isOrdered(field.type)) {
    if (clusters && rows > rowsPerFile) return undefined;
    return { partition, files: files.map(({ path, rows: own, bytes }) => ({ path, rows: own, bytes })) };
  }
  const large = files.filter((file) => !isSmall(file, rowsPerFile)).length;
  if (files.length - large > FEW + SMALL_FILES && rows * SPARSE <= files.length * rowsPerFile)
    return undefined;
  const { name: column, type } = field;
  const spans = files.map(({ path, rows: own, bytes, bounds }): SpanFile => {
    const isOf = bounds?.field === field.id;
    return { path, rows: own, bytes, ...(isOf && { from: bounds.lower, to: bounds.upper }) };
  });
  if (depthOf(spans, type) > Math.max(DEPTH, Math.sqrt(files.length))) return undefined;
  return { partition, column, files: spans };
}

/** Files that go into what is written next, whatever that is: all where they hold little, and small ones of which there are many. */
export function crowdOf(files: readonly SpanFile[], rowsPerFile: number): readonly SpanFile[] {
  const sum = (of: 'rows' | 'bytes'): number => files.reduce((total, file) => total + file[of], 0);
  if (sum('rows') * TINY_SHARE <= rowsPerFile && sum('bytes') <= TINY_BYTES) return files;
  const small = files.filter((file) => isSmall(file, rowsPerFile));
  return small.length >= SMALL_FILES ? small : [];
}

/** As many of the large files as hold no values in common, in the order of their values. */
export function apart(files: readonly SpanFile[], type: string, rowsPerFile: number): Span[] {
  const large = spansIn(files.filter((file) => !isSmall(file, rowsPerFile)));
  const found: Span[] = [];
  for (const span of large.sort((a, b) => compareBounds(type, a.to, b.to))) {
    const last = found.at(-1);
    if (!last || compareBounds(type, last.to, span.from) < 0) found.push(span);
  }
  return found;
}

/** The most files that hold one value. */
function depthOf(files: readonly SpanFile[], type: string): number {
  const spans = spansIn(files);
  const ends = spans.map(({ to }) => to).sort((a, b) => compareBounds(type, a, b));
  const starts = spans.map(({ from }) => from).sort((a, b) => compareBounds(type, a, b));
  let [deepest, ended] = [0, 0];
  for (const [begun, from] of starts.entries()) {
    while (ended < ends.length && compareBounds(type, ends[ended] ?? '', from) < 0) ended++;
    deepest = Math.max(deepest, begun + 1 - ended);
  }
  return deepest;
}

const spansIn = (files: readonly SpanFile[]): Span[] =>
  files.flatMap(({ from, to }) => (from !== undefined && to !== undefined ? [{ from, to }] : []));

const isSmall = ({ rows, bytes }: Pick<DataFile, 'rows' | 'bytes'>, rowsPerFile: number): boolean =>
  rows * SMALL_SHARE < rowsPerFile && bytes < SMALL_BYTES;

const isSame = (a: Spans['partition'], b: Spans['partition']): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

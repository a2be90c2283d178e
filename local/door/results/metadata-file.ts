import type { ColumnInfo } from './column-info';

/** Numbers of `Nullable` in the file. */
const UNKNOWN = 3;

/**
 * What Athena puts beside a result as `<id>.csv.metadata`: the query's id and its columns as a message of
 * Protocol Buffers.
 *
 * @see https://github.com/burtcorp/athena-jdbc/blob/master/src/main/java/io/burt/athena/result/AthenaMetaDataParser.java numbers of the fields
 */
export function metadataFile(id: string, columns: readonly ColumnInfo[]): Buffer {
  return Buffer.concat([text(1, id), ...columns.map((column) => field(4, columnMessage(column)))]);
}

function columnMessage({ Name, Type, Precision, Scale, CaseSensitive }: ColumnInfo): Buffer {
  return Buffer.concat([
    text(1, 'hive'),
    text(4, Name),
    text(5, Name),
    text(6, Type),
    number(7, Precision),
    number(8, Scale),
    number(9, UNKNOWN),
    number(10, CaseSensitive ? 1 : 0),
  ]);
}

const text = (tag: number, value: string): Buffer => field(tag, Buffer.from(value, 'utf8'));
const field = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([varint(tag * 8 + 2), varint(content.length), content]);
const number = (tag: number, value: number): Buffer => Buffer.concat([varint(tag * 8), varint(value)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

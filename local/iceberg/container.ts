import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Schema, Type } from 'avsc';
import { once } from '../../core/once';

const MAGIC = Buffer.from('Obj\u0001', 'latin1');
const SYNC_BYTES = 16;
/** Files of other writers may have any schema. */
const MAX_TYPES = 100;

interface Header {
  readonly magic: Buffer;
  readonly meta: Readonly<Record<string, Buffer>>;
  readonly sync: Buffer;
}

/** The offset is negative where the bytes end too soon. */
interface Decoded<T> {
  readonly value: T | undefined;
  readonly offset: number;
}

/** Loaded when a table is first read or written: most commands do neither. */
const library = once(async () => {
  const { default: avro } = await import('avsc');
  const { exactLongs } = await import('../../lambdas/avro/exact-longs');
  const header = avro.Type.forSchema({
    type: 'record',
    name: 'header',
    fields: [
      { name: 'magic', type: { type: 'fixed', name: 'magic', size: MAGIC.length } },
      { name: 'meta', type: { type: 'map', values: 'bytes' } },
      { name: 'sync', type: { type: 'fixed', name: 'sync', size: SYNC_BYTES } },
    ],
  });
  /** By the schema's text: making one costs more than reading a file by it, and a lake's files have few. */
  const types = new Map<string, Type>();
  const typeOf = (text: string): Type => {
    const made = types.get(text);
    if (made) return made;
    if (types.size >= MAX_TYPES) types.clear();
    const type = avro.Type.forSchema(JSON.parse(text) as Schema, {
      wrapUnions: false,
      typeHook: exactLongs,
    });
    types.set(text, type);
    return type;
  };
  return { header, long: avro.Type.forSchema('long'), typeOf };
});

/** @param schema attributes that Avro doesn't know, such as field ids, go into the file as they are */
export async function writeContainer(
  schema: Schema,
  metadata: Readonly<Record<string, string>>,
  records: readonly unknown[],
): Promise<Buffer> {
  const { header, long, typeOf } = await library();
  const text = JSON.stringify(schema);
  const type = typeOf(text);
  const sync = randomBytes(SYNC_BYTES);
  const meta = { ...metadata, 'avro.schema': text, 'avro.codec': 'null' };
  const bytes = Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, Buffer.from(value)]));
  const parts = [header.toBuffer({ magic: MAGIC, meta: bytes, sync })];
  if (records.length > 0) {
    const block = Buffer.concat(records.map((record) => type.toBuffer(record)));
    parts.push(long.toBuffer(records.length), long.toBuffer(block.length), block, sync);
  }
  return Buffer.concat(parts);
}

/** The records of an Avro file, read by the schema that it carries. @throws Error when it is cut or no Avro file */
export async function readContainer(file: Buffer): Promise<unknown[]> {
  const { header, long, typeOf } = await library();
  const found: Decoded<Header> = header.decode(file);
  const { value, offset } = found;
  if (!value?.magic.equals(MAGIC)) throw new Error('The file is cut, or no Avro file');
  const type = typeOf(String(value.meta['avro.schema']));
  const isDeflated = String(value.meta['avro.codec'] ?? 'null') === 'deflate';
  const records: unknown[] = [];
  let at = offset;
  while (at < file.length) {
    const count = longAt(long, file, at);
    const size = longAt(long, file, count.offset);
    const end = size.offset + size.value;
    if (end + SYNC_BYTES > file.length) throw new Error('The Avro file is cut');
    const block = file.subarray(size.offset, end);
    records.push(...recordsOf(type, isDeflated ? inflateRawSync(block) : block, count.value));
    at = end + SYNC_BYTES;
  }
  return records;
}

function recordsOf(type: Type, block: Buffer, count: number): unknown[] {
  const records: unknown[] = [];
  let at = 0;
  for (let nth = 0; nth < count; nth++) {
    const found: Decoded<unknown> = type.decode(block, at);
    const { value, offset } = found;
    if (offset < 0) throw new Error('The Avro file is cut');
    records.push(value);
    at = offset;
  }
  return records;
}

function longAt(long: Type, file: Buffer, at: number): { readonly value: number; readonly offset: number } {
  const found: Decoded<number> = long.decode(file, at);
  const { value, offset } = found;
  if (value === undefined) throw new Error('The Avro file is cut');
  return { value, offset };
}

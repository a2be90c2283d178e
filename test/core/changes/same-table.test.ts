import fc from '../../support/properties';
import { ChangeReader, type Change, type ChangeReaderOptions, type Row } from '../../../core/changes';
import { jsonDecoder } from '../../../core/messages';
import { units } from './units';

/** What a transaction does to a table whose rows have a small and a large column. */
type Step =
  | { readonly does: 'write'; readonly id: number; readonly name: string | null; readonly doc: string | null }
  | { readonly does: 'rename'; readonly id: number; readonly name: string }
  | { readonly does: 'move'; readonly id: number; readonly to: number }
  | { readonly does: 'delete'; readonly id: number }
  | { readonly does: 'truncate' };

const id = fc.integer({ min: 1, max: 4 });
const text = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('write' as const),
      id,
      name: fc.option(text),
      doc: fc.option(text),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('rename' as const), id, name: text }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('move' as const), id, to: id }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), id }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('truncate' as const) }) },
);

type Values = { readonly id: number; readonly name: string | null; readonly doc: string | null };

/** A database that runs steps and tells what it did as both senders would. */
class Database {
  readonly table = new Map<number, Values>();
  readonly debezium: object[] = [];
  readonly dms: object[] = [];
  private lsn = 100;

  constructor(private readonly isFull: boolean) {}

  run(done: Step): void {
    this.lsn += 8;
    if (done.does === 'truncate') {
      this.table.clear();
      this.tell('t', null, null, 'truncate-table', {});
      return;
    }
    const before = this.table.get(done.id);
    if (done.does === 'delete') {
      if (before) this.remove(before);
      return;
    }
    if (done.does === 'write') {
      const after = { id: done.id, name: done.name, doc: done.doc };
      this.table.set(done.id, after);
      if (before) this.tell('u', this.isFull ? before : null, after, 'update', after);
      else this.tell('c', null, after, 'insert', after);
      return;
    }
    if (!before) return;
    if (done.does === 'rename') {
      const after = { ...before, name: done.name };
      this.table.set(done.id, after);
      const unsent = before.doc === null ? null : '__debezium_unavailable_value';
      const { doc, ...sent } = after;
      this.tell(
        'u',
        this.isFull ? before : null,
        { ...after, doc: unsent },
        'update',
        doc === null ? after : sent,
      );
      return;
    }
    if (this.table.has(done.to)) return;
    // A changed key is a deletion and an insert of one place in the log.
    const after = { ...before, id: done.to };
    this.table.delete(before.id);
    this.table.set(done.to, after);
    this.debezium.push(
      this.event('d', { id: before.id, name: null, doc: null }, null),
      this.event('c', null, after),
    );
    this.dms.push({ ...this.message('update', after), 'before-image': { id: before.id } });
  }

  private remove(row: Values): void {
    this.table.delete(row.id);
    const known = this.isFull ? row : { id: row.id, name: null, doc: null };
    this.tell('d', known, null, 'delete', { id: row.id });
  }

  private tell(op: string, before: unknown, after: unknown, operation: string, data: object): void {
    this.debezium.push(this.event(op, before, after));
    this.dms.push(this.message(operation, data));
  }

  private event(op: string, before: unknown, after: unknown): object {
    return {
      op,
      before,
      after,
      source: { connector: 'postgresql', schema: 'public', table: 'units', lsn: this.lsn },
    };
  }

  private message(operation: string, data: object): object {
    return {
      data,
      metadata: { 'record-type': 'data', operation, 'schema-name': 'public', 'table-name': 'units' },
    };
  }
}

function read(messages: readonly object[], options: ChangeReaderOptions = {}): Change[] {
  const reader = new ChangeReader(units, options);
  return messages.flatMap((message, place) => {
    const value = jsonDecoder.decode(Buffer.from(JSON.stringify(message)));
    const reading = reader.read({ value, place: String(place) });
    return 'changes' in reading ? [...reading.changes] : [];
  });
}

/** The rows that changes come to in the order of their positions, as `load: changes` puts them together. */
function tableOf(changes: readonly Change[]): Row[] {
  const rows = new Map<unknown, Row>();
  for (const { op, row } of [...changes].sort((a, b) => (a.position < b.position ? -1 : 1))) {
    if (op === 't') rows.clear();
    else if (op === 'd') rows.delete(row.id);
    else if (op !== 'p') rows.set(row.id, { name: null, doc: null, ...row });
    else if (rows.has(row.id)) rows.set(row.id, { ...rows.get(row.id), ...row });
  }
  return sorted([...rows.values()]);
}

const sorted = (rows: readonly Row[]): Row[] =>
  [...rows]
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((row) => ({ id: row.id ?? null, name: row.name ?? null, doc: row.doc ?? null }));

test('what Debezium and DMS tell of any history gives the table that the database has, in whatever order it comes', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      (steps, isFull, chance) => {
        const database = new Database(isFull);
        for (const each of steps) database.run(each);
        const expected = sorted([...database.table.values()].map((row) => ({ ...row })));
        const shuffled = (changes: Change[]): Change[] =>
          changes
            .map((change) => ({ change, at: chance.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ change }) => change);
        expect(tableOf(shuffled(read(database.debezium)))).toEqual(expected);
        expect(tableOf(shuffled(read(database.dms)))).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('what comes after a restored database is later than all before', () => {
  const row = (lsn: number, name: string): object => ({
    op: 'c',
    before: null,
    after: { id: 1, name },
    source: { connector: 'postgresql', lsn },
  });
  const [before] = read([row(900, 'before')]);
  const [after] = read([row(10, 'after')], { epoch: 1 });
  expect(String(after?.position) > String(before?.position)).toBe(true);
});

test('MySQL counts files, bytes and rows', () => {
  const row = (file: string, pos: number, place: number): object => ({
    op: 'c',
    before: null,
    after: { id: 1 },
    source: { connector: 'mysql', file, pos, row: place },
  });
  const changes = read([
    row('binlog.1000000', 4, 0),
    row('binlog.999999', 9_000, 0),
    row('binlog.999999', 9_000, 1),
  ]);
  const order = [...changes.keys()].sort((a, b) =>
    String(changes[a]?.position) < String(changes[b]?.position) ? -1 : 1,
  );
  expect(order).toEqual([1, 2, 0]);
});

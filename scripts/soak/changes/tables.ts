import { CHANGES } from '../../../core/changes';
import { defineDataset, type Dataset } from '../../../core/contracts';

const column = (type: 'bigint' | 'string' | 'timestamp', from: string) => ({
  type,
  from,
  required: from === '$.row.id',
  sensitivity: 'internal' as const,
  description: from,
});

/** Three tables of one shape, and their datasets. */
export const TABLES = ['ships', 'planes', 'trucks'] as const;

export const tableDatasets: readonly Dataset[] = TABLES.map((name) =>
  defineDataset({
    name,
    version: '1.0.0',
    description: `Rows of ${name}.`,
    domain: 'soak',
    owner: 'soak',
    sender: 'lake',
    key: ['id'],
    load: CHANGES,
    history: true,
    versionedBy: 'changed_at',
    columns: {
      id: column('bigint', '$.row.id'),
      counted: column('bigint', '$.row.counted'),
      note: column('string', '$.row.note'),
      changed_at: column('timestamp', '$.at'),
    },
  }),
);

/** Tables, and a log of every row that was written, kept by the database itself in the same transactions. */
export const DDL = `
CREATE TABLE log (n bigserial, tx xid8 DEFAULT pg_current_xact_id(), told text, id bigint, counted bigint, note text);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.id <> NEW.id) THEN
    INSERT INTO log (told, id) VALUES (TG_TABLE_NAME, OLD.id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO log (told, id, counted, note) VALUES (TG_TABLE_NAME, NEW.id, NEW.counted, NEW.note);
  END IF;
  RETURN NULL;
END $$;
${TABLES.map(
  (name) => `CREATE TABLE ${name} (id bigint PRIMARY KEY, counted bigint NOT NULL, note text);
CREATE TRIGGER keep AFTER INSERT OR UPDATE OR DELETE ON ${name} FOR EACH ROW EXECUTE FUNCTION keep();`,
).join('\n')}
`;

const ROWS = 200;
/** Long enough to be stored apart from its row, and to be left out of an update of others. */
const LONG = 96 * 32;

let counted = 0;

/** One change of a row: most are updates, some deletions with an insert, moved keys, and long texts. */
export function statement(random: () => number): string {
  const pick = (most: number): number => Math.floor(random() * most);
  const table = TABLES[pick(TABLES.length)];
  const id = pick(ROWS);
  counted += 1;
  const kind = random();
  if (kind < 0.1) return `DELETE FROM ${table} WHERE id = ${id};`;
  if (kind < 0.3)
    return `INSERT INTO ${table} VALUES (${id}, ${counted}, repeat(md5('${counted}'), ${pick(2) * (LONG / 32)})) ON CONFLICT (id) DO UPDATE SET counted = ${counted};`;
  if (kind < 0.35)
    return `UPDATE ${table} SET id = ${ROWS + pick(ROWS)}, counted = ${counted} WHERE id = ${id} AND NOT EXISTS (SELECT FROM ${table} WHERE id >= ${ROWS});`;
  if (kind < 0.4) return `DELETE FROM ${table} WHERE id >= ${ROWS};`;
  return `UPDATE ${table} SET counted = ${counted} WHERE id = ${id};`;
}

import { parseStatements } from './sql-parser';

/**
 * The tables that a statement of Athena SQL reads or writes, as `database.name`, or `name` where the text
 * gives no database. Names of common table expressions are left out.
 *
 * @throws Error when the parser isn't loaded yet or the text doesn't parse
 */
export function tableReferences(sql: string): string[] {
  const tables = new Set<string>();
  const local = new Set<string>();
  visit(parseStatements(sql), (key, value) => {
    if (key === 'ctes' && Array.isArray(value))
      for (const cte of value) local.add(nameOf(cte, 'alias').toLowerCase());
    if (key !== 'table' || nameOf(value, 'name') === '') return;
    const database = nameOf(value, 'schema');
    tables.add(`${database && `${database}.`}${nameOf(value, 'name')}`.toLowerCase());
  });
  return [...tables].filter((table) => !local.has(table)).sort();
}

function visit(node: unknown, see: (key: string, value: unknown) => void): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    see(key, value);
    visit(value, see);
  }
}

/** The text of an identifier that a node holds under a key: `{ [key]: { name } }`. */
function nameOf(node: unknown, key: string): string {
  const identifier = (node as Record<string, { name?: unknown } | null> | null)?.[key];
  return typeof identifier?.name === 'string' ? identifier.name : '';
}

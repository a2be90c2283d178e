import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { SqlRow } from '../../core/ports';

export const FORMATS = ['table', 'json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** Writes to standard output; everything that isn't the answer goes to standard error. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Tells a person what is going on, on standard error. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** One JSON object, a long list in it written as its items come. */
export class JsonList {
  private isEmpty = true;

  constructor(name: string) {
    process.stdout.write(`{${JSON.stringify(name)}:[`);
  }

  add(item: unknown): void {
    process.stdout.write(`${this.isEmpty ? '' : ','}\n${JSON.stringify(item)}`);
    this.isEmpty = false;
  }

  /** @param rest the object's other members */
  end(rest: object): void {
    process.stdout.write(`],\n${JSON.stringify(rest, null, 2).slice(2)}\n`);
  }
}

export function formatRows(rows: readonly SqlRow[], format: Format): string {
  switch (format) {
    case 'json':
      return JSON.stringify(rows, null, 2);
    case 'csv':
      return stringify(rows.map(flat), { header: rows.length > 0 }).trimEnd();
    case 'table':
      return table(rows);
  }
}

function table(rows: readonly SqlRow[]): string {
  const [first] = rows;
  if (!first) return '(no rows)';
  const names = Object.keys(first);
  const drawn = new Table({ head: names, style: { head: [], border: [], compact: true } });
  for (const row of rows) drawn.push(names.map((name) => cell(row[name])));
  return drawn.toString();
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function flat(row: SqlRow): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)]));
}

import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';

export interface Delimited {
  /** Between the fields of a row. */
  readonly delimiter: string;
  /** Names of the fields. @default those in the first row */
  readonly columns?: readonly string[] | undefined;
  /** Whether a field without anything, quotes included, is NULL, as PostgreSQL's COPY reads it. @default an empty text */
  readonly hasNulls?: boolean;
}

type Field = string | null;
type Row<F> = Record<string, F> | F[];

/** Each row as an object of texts by the names of its fields; a row of another length as an array. */
export function rowsIn(
  content: Readable,
  options: Delimited & { readonly hasNulls: true },
): AsyncGenerator<Row<Field>>;
export function rowsIn(content: Readable, options: Omit<Delimited, 'hasNulls'>): AsyncGenerator<Row<string>>;
export async function* rowsIn(
  content: Readable,
  { delimiter, columns, hasNulls = false }: Delimited,
): AsyncGenerator<Row<Field>> {
  const rows = content.pipe(
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      ...(hasNulls && { cast: (text, { quoting }) => (text === '' && !quoting ? null : text) }),
    }),
  );
  content.on('error', (error) => rows.destroy(error));
  let names = columns;
  for await (const row of rows as AsyncIterable<Field[]>) {
    if (!names) {
      names = row.map((name) => (name ?? '').trim());
      continue;
    }
    yield row.length === names.length
      ? Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))
      : row;
  }
}

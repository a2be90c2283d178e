import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';

export interface Delimited {
  /** Between the fields of a row. */
  readonly delimiter: string;
  /** Names of the fields. @default those in the first row */
  readonly columns?: readonly string[] | undefined;
}

/** Each row as an object of texts by the names of its fields; a row of another length as an array. */
export async function* rowsIn(
  content: Readable,
  { delimiter, columns }: Delimited,
): AsyncGenerator<Record<string, string> | string[]> {
  const rows = content.pipe(
    parse({ delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
  );
  content.on('error', (error) => rows.destroy(error));
  let names = columns;
  for await (const row of rows as AsyncIterable<string[]>) {
    if (!names) {
      names = row.map((name) => name.trim());
      continue;
    }
    yield row.length === names.length
      ? Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']))
      : row;
  }
}

import { athenaText, type Type, type Value } from '../../../sql-bridge';
import { trinoJson } from './trino-json';

/** A result's rows as text, in the way of one kind of file. */
export interface RowWriter {
  readonly header: string;
  readonly row: (values: readonly Value[]) => string;
}

interface Column {
  readonly name: string;
  readonly type: Type;
}

const quoted = (text: string | null): string => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);

/** Every value in quotes, NULL as nothing, lines ended by LF. @see https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html */
export function csvRows(columns: readonly Column[]): RowWriter {
  const line = (values: readonly (string | null)[]): string => `${values.map(quoted).join(',')}\n`;
  return {
    header: line(columns.map(({ name }) => name)),
    row: (values) => line(values.map((value, i) => athenaText(columns[i]!.type, value))),
  };
}

/** Width to which Athena fills the columns of DESCRIBE with blanks. */
const WIDTH = 20;

/** What a statement about the catalog gives: a line per row, without names of columns. */
export function textLines(columns: readonly Column[], isPadded: boolean): RowWriter {
  const cell = (text: string): string => (isPadded ? text.padEnd(WIDTH) : text);
  return {
    header: '',
    row: (values) =>
      `${values.map((value, i) => cell(athenaText(columns[i]!.type, value) ?? '')).join('\t')}\n`,
  };
}

/** Rows as lists of JSON values, as Trino's protocol has them. */
export function jsonRows(columns: readonly Column[]): RowWriter {
  return {
    header: '',
    row: (values) => `[${values.map((value, i) => trinoJson(columns[i]!.type, value)).join(',')}]\n`,
  };
}

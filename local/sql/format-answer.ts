import Table from 'cli-table3';
import type { SqlError } from '../../sql-bridge';
import { visible } from '../commands/visible';
import type { Shown } from './shown';

export type AnswerFormat = 'table' | 'json' | 'csv';

/**
 * An answer for a person or a program.
 *
 * @param isTerminal whether a terminal shows it, to which no control character of the data may get
 */
export function formatAnswer(answer: Shown, format: AnswerFormat, isTerminal = false): string {
  switch (format) {
    case 'table':
      return table(answer);
    case 'csv': {
      const text = csv(answer);
      return isTerminal ? text.split('\n').map(visible).join('\n') : text;
    }
    case 'json':
      return objects(answer);
  }
}

/** Columns and rows on one line, values as Athena's API gives them: text or null. */
export function answerLine({ columns, rows }: Shown): string {
  return safeJson({ columns, rows: rows.map((row) => row.map((value, i) => columns[i]!.text(value))) });
}

/** An error on one line, by Trino's name. */
export const errorLine = ({ code, message }: Pick<SqlError, 'code' | 'message'>): string =>
  safeJson({ error: { code, message } });

/** Every value in quotes, NULL as nothing, as Athena writes its results. @see https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html */
function csv({ columns, rows }: Shown): string {
  const quoted = (text: string | null): string => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);
  const lines = rows.map((row) => row.map((value, i) => quoted(columns[i]!.text(value))).join(','));
  return [columns.map(({ name }) => quoted(name)).join(','), ...lines].join('\n');
}

function table({ columns, rows }: Shown): string {
  if (columns.length === 0) return '(done)';
  if (rows.length === 0) return '(no rows)';
  const drawn = new Table({
    head: columns.map(({ name }) => visible(name)),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) drawn.push(row.map((value, i) => visible(columns[i]!.text(value) ?? '')));
  return drawn.toString();
}

/** An array of objects. Their text is put together here, so that columns keep their order and repeated names stay. */
function objects({ columns, rows }: Shown): string {
  if (rows.length === 0) return '[]';
  const written = rows.map((row) => {
    const fields = row.map((value, i) => {
      const { name, plain } = columns[i]!;
      return `    ${safeJson(name)}: ${safeJson(plain(value))}`;
    });
    return `  {\n${fields.join(',\n')}\n  }`;
  });
  return `[\n${written.join(',\n')}\n]`;
}

/** JSON without the control characters that JSON itself leaves alone. */
const safeJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

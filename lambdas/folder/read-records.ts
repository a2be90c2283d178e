import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { parseTree } from 'jsonc-parser';
import { rowsIn } from '../delimited';
import type { FILE_FORMATS } from './settings';

export type FileFormat = (typeof FILE_FORMATS)[number];

const BY_ENDING: Readonly<Record<string, FileFormat>> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  csv: 'csv',
};

/** What a file's name says of its format; undefined for a file that isn't for the lake. */
export function formatOf(name: string): FileFormat | undefined {
  return BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''];
}

/**
 * The records of a file, each as it stands there. What can't be taken apart is one record, for silver to
 * quarantine with its raw form: a bad line or file stops nothing.
 */
export function recordsIn(content: Readable, format: FileFormat, delimiter: string): AsyncIterable<Buffer> {
  switch (format) {
    case 'ndjson':
      return linesIn(content);
    case 'json':
      return valuesIn(content);
    case 'csv':
      return rowTexts(content, delimiter);
  }
}

/** latin1 keeps every byte, whatever the line is made of. */
async function* linesIn(content: Readable): AsyncGenerator<Buffer> {
  content.setEncoding('latin1');
  let first = true;
  for await (const line of createInterface({ input: content, crlfDelay: Infinity })) {
    const text = first ? line.replace(/^\u00ef\u00bb\u00bf/, '') : line;
    first = false;
    if (text.trim() !== '') yield Buffer.from(text, 'latin1');
  }
}

/** One value, or each of an array. */
async function* valuesIn(content: Readable): AsyncGenerator<Buffer> {
  const bytes = await buffer(content);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const errors: unknown[] = [];
  const tree = parseTree(text, errors as never[], { disallowComments: true });
  if (errors.length > 0 || tree?.type !== 'array') {
    if (bytes.length > 0) yield bytes;
    return;
  }
  for (const { offset, length } of tree.children ?? [])
    yield Buffer.from(text.slice(offset, offset + length));
}

async function* rowTexts(content: Readable, delimiter: string): AsyncGenerator<Buffer> {
  for await (const row of rowsIn(content, { delimiter, hasNulls: true }))
    yield Buffer.from(JSON.stringify(row));
}

import type { Operations, QueryError, ResultPage } from '../core/console/api';
import { Refusal } from './refusal';
import { post } from './session';

export async function ask<Name extends keyof Operations>(
  name: Name,
  persona: string,
  input: Operations[Name]['input'],
): Promise<Operations[Name]['output']> {
  return (await (await post(name, persona, input)).json()) as Operations[Name]['output'];
}

export async function download(persona: string, id: string): Promise<Blob> {
  return (await post('download', persona, { id })).blob();
}

/** The picture of a document's page, as an address that holds it: nothing to fetch again without the key. */
export async function picture(persona: string, documentId: string, page: number): Promise<string> {
  const blob = await (await post('picture', persona, { documentId, page })).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('The picture could not be read'));
    reader.readAsDataURL(blob);
  });
}

export interface Answer {
  readonly id: string;
  readonly page: ResultPage;
}

/**
 * Runs a statement to its end.
 *
 * @param onStart told the id with which it can be stopped
 */
export async function run(persona: string, sql: string, onStart?: (id: string) => void): Promise<Answer> {
  const { id } = await ask('query', persona, { sql });
  onStart?.(id);
  for (;;) {
    const page = await ask('result', persona, { id });
    if (page.state !== 'QUEUED' && page.state !== 'RUNNING') return { id, page };
  }
}

/** Where an error stands, from the text that the lake gives. */
export function errorOf(error: unknown): QueryError {
  const message = error instanceof Error ? error.message : 'Something failed';
  const [, line, column] = /^line (\d+):(\d+):/.exec(message) ?? [];
  return {
    code: (error instanceof Refusal && error.code) || 'ERROR',
    message,
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}

/** Rows as objects by column, figures as numbers and times as dates. */
export function records({ columns, rows }: ResultPage): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }, i) => [name, valueOf(type, row[i] ?? null)])),
  );
}

function valueOf(type: string, text: string | null): unknown {
  if (text === null) return null;
  if (/^(tinyint|smallint|integer|bigint|float|double|decimal)/.test(type)) return Number(text);
  if (type === 'date') return new Date(`${text}T00:00:00Z`);
  if (type.startsWith('timestamp')) return new Date(`${text.replace(' UTC', '').replace(' ', 'T')}Z`);
  return text;
}

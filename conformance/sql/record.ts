import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { format } from 'prettier';
import { splitStatements } from '../../sql-bridge';
import type { Recorded } from './answer';
import { generated, TOPICS } from './made';
import { SUITES, WRITTEN, type Case } from './suite';

/** Of made statements one in so many is kept in the suite; the others are made anew for the live Trino. */
const KEPT = { scalars: 2, aggregates: 2, casts: 3, operators: 9 } as const;

type Ask = (sql: string) => Promise<Recorded>;

/** Writes what Trino answers to the statements that are written in `*.sql` and to a share of the made ones. */
export async function record(ask: Ask): Promise<void> {
  await mkdir(SUITES, { recursive: true });
  for (const topic of TOPICS) {
    const kept = generated(topic).filter((_, at) => at % KEPT[topic] === 0);
    await write(topic, kept, ask);
  }
  for (const file of await readdir(WRITTEN)) {
    const text = await readFile(join(WRITTEN, file), 'utf8');
    await write(basename(file, '.sql'), splitStatements(text.replace(/^--.*$/gm, '')), ask);
  }
}

async function write(name: string, statements: readonly string[], ask: Ask): Promise<void> {
  const cases: Case[] = [];
  for (const sql of statements) cases.push({ sql, ...(await ask(sql)) });
  const lines = cases.map((each) => JSON.stringify(each)).join(',\n');
  const text = `{"trino":"435","cases":[\n${lines}\n]}\n`;
  await writeFile(join(SUITES, `${name}.json`), await format(text, { parser: 'json', printWidth: 110 }));
}

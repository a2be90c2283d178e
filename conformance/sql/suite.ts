import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from './answer';

/** A statement and what Trino answers. */
export type Case = { readonly sql: string } & Recorded;

/** One file of the suite: cases of a topic, and the version of Trino that answered them. */
export interface Suite {
  readonly trino: string;
  readonly cases: readonly Case[];
}

/** Statements written by hand: a file for each topic. */
export const WRITTEN = join(__dirname, 'written');

export const SUITES = join(__dirname, 'suite');

export const suiteNames = (): readonly string[] =>
  readdirSync(SUITES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();

export const readSuite = (name: string): Suite =>
  JSON.parse(readFileSync(join(SUITES, `${name}.json`), 'utf8')) as Suite;

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from './programs';
import type { Told } from './run-program';

const PAGE = join(__dirname, '../../docs/clients.md');
const BEGIN = '<!-- clients: written by npm run clients -- --write -->';
const END = '<!-- /clients -->';
const HEAD = ['| client | version | what it does there |', '|---|---|---|'];
/** In the order in which they are shown. */
const NAMES = PROGRAMS.flatMap(({ clients }) => clients);

/** @returns the clients of which the page says something else, or nothing */
export function notOnPage(told: readonly Told[]): readonly string[] {
  const { rows } = page();
  return told.filter((each) => !rows.includes(row(each))).map(({ name }) => name);
}

/** Writes what was found; rows of clients that weren't asked stay. */
export function writeTable(told: readonly Told[]): void {
  const { before, rows, after } = page();
  const lines = NAMES.flatMap((name) => {
    const found = told.find((each) => each.name === name);
    return found ? [row(found)] : rows.filter((line) => line.startsWith(`| ${name} |`));
  });
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${[...HEAD, ...lines].join('\n')}\n\n${END}${after}`);
}

function page(): { readonly before: string; readonly rows: readonly string[]; readonly after: string } {
  const [before, rest] = readFileSync(PAGE, 'utf8').split(BEGIN);
  const [table, after] = rest?.split(END) ?? [];
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`docs/clients.md needs ${BEGIN} and ${END}`);
  return { before, rows: table.split('\n').filter((line) => line.startsWith('| ')), after };
}

/** Cells are as wide as what they hold, since a name that is longer than all others is no reason to write every row anew. */
const row = ({ name, version, what, wrong }: Told): string =>
  `| ${name} | ${version} | ${wrong === null ? what : `doesn't work: ${wrong.split('\n')[0]}`} |`;

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclaredSource } from '../core/sources';

const root = join(__dirname, '..');
const [START, END] = [
  '<!-- sources: written by npm run generate from lib/sources/*/runbook.md -->',
  '<!-- /sources -->',
];

/** The runbook with the entries of every kind of source between its markers. */
export function withRunbooks(page: string, sources: readonly DeclaredSource[]): string {
  const [before, after] = [page.indexOf(START), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`docs/runbook.md: expected ${START} and ${END}`);
  const entries = kindsOf(sources).map(({ name, summary }) => {
    const text = readFileSync(join(root, `lib/sources/${name}/runbook.md`), 'utf8').trim();
    return `## Source \`${name}\`: ${summary}\n\n${text}`;
  });
  return `${page.slice(0, before)}${START}\n\n${entries.join('\n\n')}\n\n${page.slice(after)}`;
}

/** Files that kinds compute: path and content, from `lambdas/<kind>/generated-files.ts`. */
export function generatedBySources(sources: readonly DeclaredSource[]): (readonly [string, string])[] {
  return kindsOf(sources).flatMap(({ name }) => {
    const module = join(root, `lambdas/${name}/generated-files.ts`);
    if (!existsSync(module)) return [];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by the name of the kind's folder
    return (require(module) as { generatedFiles: () => (readonly [string, string])[] }).generatedFiles();
  });
}

function kindsOf(sources: readonly DeclaredSource[]): DeclaredSource['kind'][] {
  return [...new Map(sources.map(({ kind }) => [kind.name, kind])).values()];
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { sources } from '../../sources';
import type { SourceKind } from '../../core/sources';

const ROOT = join(__dirname, '../..');
const FOLDERS = [
  'access-proof',
  'bi',
  'bin',
  'core',
  'doctor',
  'lambdas',
  'lib',
  'local',
  'scripts',
  'sql-bridge',
];
const kinds = [...new Map(sources.map(({ kind }) => [kind.name, kind])).values()];
const facesOf = (kind: string): string[] =>
  ['lambdas', 'lib/sources', 'local/sources'].map((folder) => `${folder}/${kind}`);

/** Says what differs for the lake's sources in an environment, by their names: a part of the list. */
const LISTS = ['lib/config/environments.ts'];
/** Where people look at pages of documents and say what they say. */
const OF_DOCUMENTS = ['local/console/review.ts'];

/** Real servers and a demo of them: the other side of the lake's sources. */
const OTHER_SIDE = /^scripts\/(demo|servers|soak)\//;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.([cm]?[jt]s)$/.test(name) && !name.endsWith('.d.ts'))
    .filter((name) => ![...LISTS, ...OF_DOCUMENTS].includes(name) && !OTHER_SIDE.test(name)),
);

interface Token {
  readonly isText: boolean;
  readonly text: string;
}

const tokens = new Map<string, Token[]>();

/** What could hold a setting or a source by its name. Other identifiers may be everyday words. */
const HOLDERS = /(environment|sources|settings|config|lake)$/i;

/** Texts of a file, and what is asked of holders of settings by name; comments are for people. */
function tokensOf(file: string): readonly Token[] {
  const known = tokens.get(file);
  if (known) return known;
  const found: Token[] = [];
  tokens.set(file, found);
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && HOLDERS.test(node.expression.getText(source)))
      found.push({ isText: false, text: node.name.text });
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push({ isText: true, text: node.text });
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  visit(source);
  return found;
}

/** Whether a token can only mean the kind: its name alone or before a separator, its folders, what it counts and keeps. */
function names({ name, metrics = {}, prefixes = [] }: SourceKind, { isText, text }: Token): boolean {
  if (!isText) return text === name;
  const own = [...Object.values(metrics), ...prefixes.map(({ prefix }) => prefix)];
  return (
    new RegExp(`^${name}([-/.:].*)?$`).test(text) ||
    facesOf(name).some((face) => `${text}/`.includes(`${face.replace('lib/', '')}/`)) ||
    own.includes(text)
  );
}

function namedBy(kind: SourceKind, among: readonly string[]): string[] {
  const own = facesOf(kind.name);
  return among
    .filter((file) => !own.some((face) => file.startsWith(`${face}/`)))
    .flatMap((file) => {
      const tokens = tokensOf(file).filter((token) => names(kind, token));
      return tokens.length > 0 ? [`${file}: ${[...new Set(tokens.map(({ text }) => text))].join(', ')}`] : [];
    });
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('the kind %s', (name, kind) => {
  it('is named by no file outside its three folders and the lake’s list', () => {
    expect(namedBy(kind, files)).toEqual([]);
  });

  it('has three faces in folders of its name', () => {
    const [logic, construct, runner] = facesOf(name);
    for (const file of [`${logic}/kind.ts`, `${construct}/index.ts`, `${runner}/index.ts`])
      expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
  });

  it('has an entry in the runbook for what may go wrong', () => {
    expect(existsSync(join(ROOT, `lib/sources/${name}/runbook.md`))).toBe(true);
  });
});

it('finds a file that names a kind', () => {
  const [kind] = kinds;
  const file = relative(ROOT, join(ROOT, `lambdas/${kind?.name}/kind.ts`));
  expect(tokensOf(file).some((token) => kind && names(kind, token))).toBe(true);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { datasets } from '../datasets';
import { vaccines } from '../datasets/vaccines/contract';
import { evolutionProblem, released, type ReleasedContract } from '../core/contracts';
import { dataDictionary } from '../core/dictionary/data-dictionary';

/** Files that are computed from contracts and their seeds. `npm run generate` writes them; `--check` only compares. */
const root = join(__dirname, '..');
const check = process.argv.includes('--check');

const lockFile = join(root, 'contracts.lock.json');
const before = JSON.parse(readIfThere(lockFile) ?? '{}') as Record<string, ReleasedContract>;
const problems = datasets.flatMap(
  (dataset) => evolutionProblem(dataset.name, before[dataset.name], released(dataset)) ?? [],
);
const lock = Object.fromEntries(datasets.map((dataset) => [dataset.name, released(dataset)]));

const files: readonly (readonly [string, string])[] = [
  [lockFile, `${JSON.stringify(lock, null, 2)}\n`],
  [join(root, 'docs/datasets.md'), dataDictionary(datasets)],
  [join(root, 'lambdas/documents/extract/cvx-codes.generated.ts'), cvxCodes()],
];

for (const [file, content] of problems.length > 0 ? [] : files) {
  if (readIfThere(file) === content) continue;
  if (check) problems.push(`${relative(root, file)} is stale: run npm run generate`);
  else {
    writeFileSync(file, content);
    console.log(`wrote ${relative(root, file)}`);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** The code list as a module, since a bundle has no files beside it. */
function cvxCodes(): string {
  const [, ...lines] = readFileSync(vaccines.seed ?? '', 'utf8')
    .trim()
    .split('\n');
  const codes = Object.fromEntries(lines.map((line) => line.split('\t') as [code: string, name: string]));
  return [
    '/** CVX code to short description, from the seed of the dataset vaccines. Written by npm run generate. */',
    `export const cvxCodes: Readonly<Record<string, string>> = ${JSON.stringify(codes, null, 2)};\n`,
  ].join('\n');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

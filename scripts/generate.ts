import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { datasets } from '../datasets';
import { evolutionProblem, released, type ReleasedContract } from '../core/contracts';
import { dataDictionary } from '../core/dictionary/data-dictionary';
import { sources } from '../sources';
import { withRefusedFunctions } from './sql-functions';
import { generatedBySources, withRunbooks } from './sources';

const root = join(__dirname, '..');
const { check } = new Command('npx tsx scripts/generate.ts')
  .description('Write the files that are computed from contracts and their seeds.')
  .option('--check', 'write nothing, and exit with 1 when one is stale')
  .parse()
  .opts<{ check?: boolean }>();

const lockFile = join(root, 'contracts.lock.json');
const before = JSON.parse(readIfThere(lockFile) ?? '{}') as Record<string, ReleasedContract>;
const problems = datasets.flatMap(
  (dataset) => evolutionProblem(dataset.name, before[dataset.name], released(dataset)) ?? [],
);
const lock = Object.fromEntries(datasets.map((dataset) => [dataset.name, released(dataset)]));

const files: readonly (readonly [string, string])[] = [
  [lockFile, `${JSON.stringify(lock, null, 2)}\n`],
  [join(root, 'docs/datasets.md'), dataDictionary(datasets)],
  [join(root, 'docs/runbook.md'), withRunbooks(readIfThere(join(root, 'docs/runbook.md')) ?? '', sources)],
  [join(root, 'docs/sql.md'), withRefusedFunctions(readIfThere(join(root, 'docs/sql.md')) ?? '')],
  ...generatedBySources(sources),
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

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

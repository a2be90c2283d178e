import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { extractImmunization } from '../datasets/immunizations/fhir/extract';
import { immunizationSchema } from '../datasets/immunizations/fhir/schema';
import { Command } from 'commander';
import { compileValidator, declareValidator } from './compile-validator';
import type { JsonSchema } from '../core/validation/json-schema';

const ROOT = join(__dirname, '..');
const EXTRACT = join(ROOT, 'datasets/immunizations/fhir/immunization.schema.json');

/** Every dataset that has a validator: its folder and the schema. */
const DATASETS: readonly { readonly folder: string; readonly schema: () => JsonSchema }[] = [
  { folder: 'datasets/immunizations', schema: immunizationSchema },
];

/** The generated files, path to content, as they ought to be. */
export function generateValidators(): ReadonlyMap<string, string> {
  return new Map(
    DATASETS.flatMap(({ folder, schema }) => {
      const types = relative(join(ROOT, folder), join(ROOT, 'core/validation/validator'));
      return [
        [join(ROOT, folder, 'validator.generated.js'), compileValidator(schema())],
        [join(ROOT, folder, 'validator.generated.d.ts'), declareValidator(types)],
      ] as const;
    }),
  );
}

/** Generated files that differ from what they ought to be. */
export function staleValidators(): readonly string[] {
  return [...generateValidators()]
    .filter(([path, content]) => !existsSync(path) || readFileSync(path, 'utf8') !== content)
    .map(([path]) => relative(ROOT, path));
}

function main(): void {
  const { check, extract } = new Command('npx tsx scripts/generate-validators.ts')
    .description('Write the validators of all datasets that have a schema.')
    .option('--check', 'write nothing, and exit with 1 when one is stale')
    .option('--extract <file>', 'cut the extract out of R4’s fhir.schema.json instead')
    .parse()
    .opts<{ check?: boolean; extract?: string }>();
  if (extract !== undefined) {
    const official = JSON.parse(readFileSync(extract, 'utf8')) as JsonSchema;
    writeFileSync(EXTRACT, `${JSON.stringify(extractImmunization(official), null, 2)}\n`);
  } else if (check) {
    const stale = staleValidators();
    for (const path of stale) console.error(`${path} is stale: npx tsx scripts/generate-validators.ts`);
    if (stale.length > 0) process.exitCode = 1;
  } else {
    for (const [path, content] of generateValidators()) writeFileSync(path, content);
  }
}

if (require.main === module) main();

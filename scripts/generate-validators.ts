import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { extractImmunization } from '../datasets/immunizations/fhir/extract';
import { immunizationSchema } from '../datasets/immunizations/fhir/schema';
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

/**
 *     npx tsx scripts/generate-validators.ts                   writes them
 *     npx tsx scripts/generate-validators.ts --check           exits with 1 when one is stale
 *     npx tsx scripts/generate-validators.ts --extract FILE    cuts the extract out of R4's fhir.schema.json
 */
function main([option, file]: readonly string[]): void {
  if (option === '--extract' && file !== undefined) {
    const official = JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
    writeFileSync(EXTRACT, `${JSON.stringify(extractImmunization(official), null, 2)}\n`);
  } else if (option === '--check') {
    const stale = staleValidators();
    for (const path of stale) console.error(`${path} is stale: npx tsx scripts/generate-validators.ts`);
    if (stale.length > 0) process.exitCode = 1;
  } else {
    for (const [path, content] of generateValidators()) writeFileSync(path, content);
  }
}

if (require.main === module) main(process.argv.slice(2));

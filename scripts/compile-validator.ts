import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { buildSync } from 'esbuild';
import { writeFastPath } from '../core/validation/fast-path';
import { FORMATS } from '../core/validation/formats';
import type { JsonSchema } from '../core/validation/json-schema';
import { addKeywords } from '../core/validation/keywords';
import { addWording, namesIn } from '../core/validation/wording';

/**
 * Compiles a JSON Schema (draft-07, references into its own `definitions`) to the text of a CommonJS
 * module that imports nothing and never calls `new Function`. The module exports what
 * `toValidator` takes: `accepts`, a fast yes; `explain`, Ajv's errors, set up when first needed; and `names`.
 *
 * @throws Error when the schema is not valid, or uses a format other than those in `FORMATS`.
 * @see https://ajv.js.org/standalone.html
 */
export function compileValidator(schema: JsonSchema): string {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    code: { source: true },
  });
  addKeywords(ajv);
  for (const [name, pattern] of Object.entries(FORMATS)) ajv.addFormat(name, new RegExp(pattern, 'u'));
  const explain = stopEarly(standaloneCode(ajv, ajv.compile(addWording(schema))));
  return bundle(
    [
      `const load = () => { const module = { exports: {} }; ${explain}; return module.exports; };`,
      'let loaded;',
      'exports.explain = (value) => { loaded ??= load(); return loaded(value) ? [] : loaded.errors; };',
      `exports.accepts = (() => { ${writeFastPath(schema)} return accepts; })();`,
      `exports.names = ${JSON.stringify(namesIn(schema))};`,
    ].join('\n'),
  );
}

/** Errors after which the loops of `explain` stop: more than a finding list needs. */
const ENOUGH_ERRORS = 100;

/**
 * Bounds the loops over items and properties. Ajv with `allErrors` copies its list of errors at every
 * reference, so an array of 500,000 wrong items, 1 MiB of JSON, would otherwise take minutes.
 */
function stopEarly(code: string): string {
  return code
    .replaceAll(
      /for\(let (i\d+)=0; \1<(len\d+); \1\+\+\)\{/g,
      `for(let $1=0; $1<$2 && errors<${ENOUGH_ERRORS}; $1++){`,
    )
    .replaceAll(
      /for\(const (key\d+) in (\w+)\)\{/g,
      `for(const $1 in $2){if(errors>=${ENOUGH_ERRORS})break;`,
    );
}

/** The types of a module written by {@link compileValidator}. */
export function declareValidator(typesFrom: string): string {
  return [
    `import type { CompiledValidator } from '${typesFrom}';`,
    '',
    "export declare const accepts: CompiledValidator['accepts'];",
    "export declare const explain: CompiledValidator['explain'];",
    "export declare const names: CompiledValidator['names'];",
    '',
  ].join('\n');
}

/** Pulls Ajv's few runtime helpers in and leaves out all white space. */
function bundle(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: __dirname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    lineLimit: 160,
    legalComments: 'none',
    banner: { js: '// Written by scripts/generate-validators.ts. Do not edit.' },
  });
  return outputFiles[0]!.text;
}

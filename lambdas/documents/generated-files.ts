import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaccines } from '../../datasets/vaccines/contract';

/** The code list as a module, since a bundle has no files beside it. */
export function generatedFiles(): (readonly [string, string])[] {
  const [, ...lines] = readFileSync(vaccines.seed ?? '', 'utf8')
    .trim()
    .split('\n');
  const codes = Object.fromEntries(lines.map((line) => line.split('\t') as [code: string, name: string]));
  const text = [
    '/** CVX code to short description, from the seed of the dataset vaccines. Written by npm run generate. */',
    `export const cvxCodes: Readonly<Record<string, string>> = ${JSON.stringify(codes, null, 2)};\n`,
  ].join('\n');
  return [[join(__dirname, 'extract/cvx-codes.generated.ts'), text]];
}

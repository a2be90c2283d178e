import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateImmunization } from '../datasets/immunizations/fhir/validate';
import { round, type BenchRow } from './bench-row';

/** Repeats per measurement and how many times the file is gone through in each. */
const ROUNDS = 21;
const PASSES = 40;

/**
 * What validation at the edge adds to `JSON.parse` of the same records, a FHIR sample of 161
 * immunizations. The ratio is parse / (parse + validate); the two are measured in turns, so that other
 * load on the machine falls on both, and the medians compared.
 */
export function benchValidation(): readonly BenchRow[] {
  const file = join(__dirname, '../test/fixtures/fhir/immunizations-10-patients.ndjson');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const parse = (line: string): number => (JSON.parse(line) === null ? 1 : 0);
  const both = (line: string): number => validateImmunization(JSON.parse(line)).length;
  const [parsing, validating] = medians(lines, [parse, both]);
  const broken = lines.map((line) => line.replace('"status":"completed"', '"status":"done"'));
  const [refusing] = medians(broken, [both]);
  const ratio = parsing! / validating!;
  return [
    { name: 'JSON.parse of an immunization', value: round(parsing!), unit: 'µs' },
    {
      name: 'JSON.parse and validation of an immunization',
      value: round(validating!),
      unit: 'µs',
      against: 'JSON.parse',
      ratio: round(ratio),
      target: 0.5,
    },
    { name: 'JSON.parse and refusal of an immunization', value: round(refusing!), unit: 'µs' },
  ];
}

/** Microseconds per line for each piece of work, the median of all rounds. */
function medians(lines: readonly string[], works: readonly ((line: string) => number)[]): readonly number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    works.forEach((work, index) => times[index]!.push(timeOf(work, lines)));
  }
  return times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!);
}

function timeOf(work: (line: string) => number, lines: readonly string[]): number {
  const start = process.hrtime.bigint();
  for (let pass = 0; pass < PASSES; pass++) for (const line of lines) work(line);
  return Number(process.hrtime.bigint() - start) / 1000 / PASSES / lines.length;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { format, resolveConfig } from 'prettier';
import { datasets } from '../datasets';
import {
  AccessEvaluator,
  accessPlan,
  checkAccess,
  EXAMPLE_ENVIRONMENT,
  findingsText,
  Simulator,
} from '../access-proof';
import { readerOf } from '../access-proof/checks/reviewed';
import { environmentTemplates } from '../access-proof/lake-access';
import { shapeDifference, shapeOf, type Recorded, type Shape } from '../access-proof/shape';
import { governedTables } from '../core/governance';
import { loadEnvironment } from '../lib/config';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../lib/config/schema';

const REVIEWED = join(__dirname, '../access-proof/reviewed.json');

/**
 * Whoever reviews the change reviews these lines: each is a resource, a property or a permission that nobody has
 * agreed to so far. Nothing is recorded while another check of the proof has a finding.
 */
async function main(): Promise<void> {
  const { check } = new Command('npm run access:record --')
    .description('Record what every environment deploys, and show what is new.')
    .option('--check', 'only show it, and exit with 1 when there is anything')
    .parse()
    .opts<{ check?: boolean }>();
  const simulator = new Simulator();
  const recorded: Recorded[] = [];
  for (const environment of ENVIRONMENT_NAMES) recorded.push(await record(environment, simulator));
  const before = JSON.parse(readFileSync(REVIEWED, 'utf8')) as Shape;
  const after = shapeOf(recorded);
  const difference = shapeDifference(before, after);
  if (difference.length === 0) return console.log('Nothing new: all that is deployed has been reviewed.');
  console.log(difference.join('\n'));
  if (check) {
    process.exitCode = 1;
    return;
  }
  const json = await format(JSON.stringify(after), { ...(await resolveConfig(REVIEWED)), parser: 'json' });
  writeFileSync(REVIEWED, json);
  console.log('Recorded in access-proof/reviewed.json. Commit it when every line above is meant.');
}

async function record(environment: EnvironmentName, simulator: Simulator): Promise<Recorded> {
  const { personas } = loadEnvironment(environment, EXAMPLE_ENVIRONMENT).governance;
  const tables = governedTables(datasets);
  const templates = await environmentTemplates({ environment, datasets });
  const evaluator = new AccessEvaluator(templates, EXAMPLE_ENVIRONMENT, simulator);
  const evaluation = evaluator.evaluate(accessPlan(datasets));
  const findings = checkAccess(evaluation, tables, personas);
  const others = findings.filter(({ rule }) => rule !== 'unreviewed');
  if (others.length > 0) throw new Error(`${environment} can't be recorded. ${findingsText(others)}`);
  return { environment, instances: readerOf({ evaluation, tables, personas }).all() };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

import { datasets } from '../../datasets';
import { loadEnvironment } from '../../lib/config';
import { governedTables } from '../../core/governance';
import {
  AccessEvaluator,
  accessPlan,
  checkAccess,
  EXAMPLE_ENVIRONMENT,
  Simulator,
  type Finding,
  type TemplateJson,
} from '../../access-proof';
import { environmentTemplates } from '../../access-proof/lake-access';
import { MUTANTS } from './mutants';

const tables = governedTables(datasets);
const { personas } = loadEnvironment('prod', EXAMPLE_ENVIRONMENT).governance;
const plan = accessPlan(datasets);
const simulator = new Simulator();
let templates: readonly TemplateJson[];

beforeAll(async () => {
  templates = await environmentTemplates({ environment: 'prod', datasets });
});

function findings(changed: readonly TemplateJson[]): Finding[] {
  const evaluator = new AccessEvaluator(changed, EXAMPLE_ENVIRONMENT, simulator);
  return checkAccess(evaluator.evaluate(plan), tables, personas);
}

test('the lake as synthesized has no findings', () => {
  expect(findings(templates)).toEqual([]);
});

test.each(MUTANTS)('$name is found', ({ mutate, rule, names }) => {
  expect(findings(mutate(templates))).toContainEqual(
    expect.objectContaining({ rule, message: expect.stringMatching(names) as string }),
  );
});

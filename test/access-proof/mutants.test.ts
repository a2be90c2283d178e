import { datasets } from '../../datasets';
import { loadEnvironment } from '../../lib/config';
import { governedTables } from '../../core/governance';
import {
  AccessEvaluator,
  accessPlan,
  checkAccess,
  EXAMPLE_ENVIRONMENT,
  Simulator,
  type Evaluation,
  type Finding,
  type TemplateJson,
} from '../../access-proof';
import { CHECKS } from '../../access-proof/checks';
import { checkReviewed } from '../../access-proof/checks/reviewed';
import { environmentTemplates } from '../../access-proof/lake-access';
import { Templates } from '../../access-proof/template';
import { MUTANTS } from './mutants';

const tables = governedTables(datasets);
const { personas } = loadEnvironment('prod', EXAMPLE_ENVIRONMENT).governance;
const plan = accessPlan(datasets);
const simulator = new Simulator();
let templates: readonly TemplateJson[];

beforeAll(async () => {
  templates = await environmentTemplates({ environment: 'prod', datasets });
});

const evaluated = (changed: readonly TemplateJson[]): Evaluation =>
  new AccessEvaluator(changed, EXAMPLE_ENVIRONMENT, simulator).evaluate(plan);

/** What the checks find that know what a change opens; the comparison with what was reviewed finds any. */
function findings(changed: readonly TemplateJson[], rule: Finding['rule']): Finding[] {
  if (rule === 'unreviewed') {
    const evaluation = { templates: new Templates(changed, EXAMPLE_ENVIRONMENT) };
    return checkReviewed({ evaluation, tables, personas });
  }
  const proof = { evaluation: evaluated(changed), tables, personas };
  return CHECKS.filter((check) => check !== checkReviewed).flatMap((check) => check(proof));
}

test('the lake as synthesized has no findings', () => {
  expect(checkAccess(evaluated(templates), tables, personas)).toEqual([]);
});

test.each(MUTANTS)('$name is found', ({ mutate, rule, names }) => {
  expect(findings(mutate(templates), rule)).toContainEqual(
    expect.objectContaining({ rule, message: expect.stringMatching(names) as string }),
  );
});

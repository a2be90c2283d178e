import { readFileSync } from 'node:fs';
import { EXAMPLE_ENVIRONMENT } from '../../access-proof';
import { environmentTemplates } from '../../access-proof/lake-access';
import { Templates, type TemplateJson } from '../../access-proof/template';
import { idleCost } from '../../cost/idle';
import { costPage, totalOf } from '../../cost/page';
import { datasets } from '../../datasets';
import { COST_PAGE } from '../../scripts/generate-cost';
import { added } from '../governance/support/change';

/** US dollars a month. */
const LIMIT = 60;

let templates: readonly TemplateJson[];
const costOf = (of: readonly TemplateJson[]) => idleCost(new Templates(of, EXAMPLE_ENVIRONMENT));

beforeAll(async () => {
  templates = await environmentTemplates({ environment: 'prod', datasets });
});

test('an idle prod costs no more than its limit', () => {
  expect(totalOf(costOf(templates))).toBeLessThan(LIMIT);
});

test('a crawler that runs every hour is more than the limit leaves', () => {
  const Schedule = { ScheduleExpression: 'cron(45 * * * ? *)' };
  const hourly = added(templates, { Type: 'AWS::Glue::Crawler', Properties: { Schedule } });
  expect(totalOf(costOf(hourly))).toBeGreaterThan(LIMIT);
});

test('a type of which nobody has said what it costs is refused', () => {
  expect(() => costOf(added(templates, { Type: 'AWS::EC2::NatGateway' }))).toThrow(/AWS::EC2::NatGateway/);
});

test('docs/cost.md is what the templates come to; run npm run cost when it is not', () => {
  expect(readFileSync(COST_PAGE, 'utf8')).toBe(costPage(costOf(templates)));
});

import { readFileSync } from 'node:fs';
import { EXAMPLE_ENVIRONMENT } from '../../access-proof';
import { environmentTemplates } from '../../access-proof/lake-access';
import { Templates, type TemplateJson } from '../../access-proof/template';
import { idleCost } from '../../cost/idle';
import { costPage, totalOf } from '../../cost/page';
import { costOfParts, type PartCost } from '../../cost/parts';
import { dayInMinutes, scannedOfALandedByte, type DayInMinutes } from '../../cost/scanned';
import { datasets } from '../../datasets';
import { COST_PAGE, OPTIONAL_PARTS } from '../../scripts/generate-cost';
import { added, changed } from '../governance/support/change';
import { synthEverything } from '../support/synth';

/** US dollars a month. */
const LIMIT = 60;

/** Bytes of bronze scanned of a byte that lands. */
const MOST_SCANNED = 1.3;

let templates: readonly TemplateJson[];
let scanned: number;
let all: Templates;
let minutes: DayInMinutes;
const costOf = (of: readonly TemplateJson[]) => idleCost(new Templates(of, EXAMPLE_ENVIRONMENT));

beforeAll(async () => {
  templates = await environmentTemplates({ environment: 'prod', datasets });
  scanned = await scannedOfALandedByte(new Templates(templates, EXAMPLE_ENVIRONMENT));
  const synthesized = Object.values((await synthEverything()).templates);
  all = new Templates(
    synthesized.map((template) => template.toJSON() as TemplateJson),
    EXAMPLE_ENVIRONMENT,
  );
  minutes = await dayInMinutes(all);
});

const partsOf = (names = OPTIONAL_PARTS): PartCost[] =>
  costOfParts(all, new Templates(templates, EXAMPLE_ENVIRONMENT), names);

test('an idle prod costs no more than its limit', () => {
  expect(totalOf(costOf(templates))).toBeLessThan(LIMIT);
});

test('a crawler that runs every hour is more than the limit leaves', () => {
  const Schedule = { ScheduleExpression: 'cron(45 * * * ? *)' };
  const hourly = added(templates, { Type: 'AWS::Glue::Crawler', Properties: { Schedule } });
  expect(totalOf(costOf(hourly))).toBeGreaterThan(LIMIT);
});

test('a type of which nobody has said what it costs is refused', () => {
  expect(() => costOf(added(templates, { Type: 'AWS::RDS::DBCluster' }))).toThrow(/AWS::RDS::DBCluster/);
});

test('a byte that lands steadily is scanned hardly more than once', () => {
  expect(scanned).toBeGreaterThanOrEqual(1);
  expect(scanned).toBeLessThan(MOST_SCANNED);
});

test('nor is it when its dataset asks for minutes, whose runs come between the hourly ones', () => {
  expect(minutes.scanned).toBeGreaterThanOrEqual(1);
  expect(minutes.scanned).toBeLessThan(MOST_SCANNED);
});

test('looks that find nothing new cost some cents a month', () => {
  const [looks] = idleCost(all).filter(({ item }) => item.startsWith('AWS::Scheduler::Schedule'));
  expect(looks?.usd).toBeGreaterThan(0);
  expect(looks?.usd).toBeLessThan(0.1);
});

test.each([
  ['statements take whole days', / AND \\+"\$path\\+" > \? AND \\+"\$path\\+" <= \?/g, ''],
  ['a sweep reads whole days whatever it has listed', /\{% \$sweep_goes_on %\}/g, '{% true %}'],
])('when %s, it is scanned more often', async (_what, found, instead) => {
  const worse = changed(templates, 'AWS::StepFunctions::StateMachine', (properties) => {
    const text = JSON.stringify(properties);
    return JSON.parse(text.replaceAll(found, instead)) as typeof properties;
  });
  expect(await scannedOfALandedByte(new Templates(worse, EXAMPLE_ENVIRONMENT))).toBeGreaterThan(MOST_SCANNED);
});

test('docs/cost.md is what the templates come to; run npm run cost when it is not', () => {
  expect(readFileSync(COST_PAGE, 'utf8')).toBe(costPage(costOf(templates), partsOf(), scanned, minutes));
});

test('every optional part costs what it adds, and none is forgotten', () => {
  const sum = partsOf().reduce((usd, { items }) => usd + totalOf(items), 0);
  expect(sum).toBeCloseTo(totalOf(idleCost(all)) - totalOf(costOf(templates)), 0);
  expect(() => partsOf(OPTIONAL_PARTS.slice(1))).toThrow(/to which part AWS::CloudWatch::Alarm belong/);
});

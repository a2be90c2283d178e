import { datasets } from '../../../datasets';
import { loadEnvironment } from '../../../lib/config';
import { governedTables } from '../../../core/governance';
import { AccessEvaluator, accessPlan, checkAccess, EXAMPLE_ENVIRONMENT } from '../../../access-proof';
import { environmentTemplates } from '../../../access-proof/lake-access';
import { deviationsFrom, InstanceReader } from '../../../access-proof/shape';
import { maskOf } from '../../../access-proof/shape/masks';
import reviewed from '../../../access-proof/reviewed.json';
import type { TemplateJson } from '../../../access-proof/template';
import { additions, alterations, extensions, oneOfAKind } from './generate';
import { opened, type Opening } from './opening';
import { Schemas } from './schema';

const tables = governedTables(datasets);
const plan = accessPlan(datasets);
const { personas } = loadEnvironment('prod', EXAMPLE_ENVIRONMENT).governance;
const schemas = new Schemas();
let templates: readonly TemplateJson[];
let reader: InstanceReader;

beforeAll(async () => {
  templates = await environmentTemplates({ environment: 'prod', datasets });
  reader = new InstanceReader(templates, {
    ...EXAMPLE_ENVIRONMENT,
    personas: personas.map(({ name }) => name),
    tables: tables.map(({ name }) => name),
  });
});

/** Whether the changed resource by itself differs from what was reviewed; told without reading the others again. */
function differs({ template, logicalId, changed }: Opening): boolean {
  const place = templates[template];
  if (!place) throw new Error(`There is no template ${template}.`);
  const original = place.Resources?.[logicalId];
  const read = changed ?? original;
  if (!read) throw new Error(`There is no ${logicalId}.`);
  const instance = reader.resource(place, logicalId, read);
  const deviations = deviationsFrom(reviewed, reader.environment, changed ? [instance] : []);
  const subjects = changed ? [logicalId] : [instance.key.literal, instance.key.generic];
  return deviations.some(({ subject }) => subjects.includes(subject));
}

/** Whether the whole proof finds nothing. */
function passes(opening: Opening): boolean {
  const evaluation = new AccessEvaluator(opened(templates, opening)).evaluate(plan);
  return checkAccess(evaluation, tables, personas).length === 0;
}

/** What a lake may set as it likes: values that open nothing, and the tables of a dataset that it doesn't have. */
function isFree({ logicalId, template, path, changed }: Opening): boolean {
  const place = templates[template];
  const original = place?.Resources?.[logicalId];
  if (!place || !original) return false;
  const { key } = reader.resource(place, logicalId, original);
  if (!changed) return FREE_TO_LEAVE_OUT.includes(original.Type);
  const steps = path.join('.').replaceAll(/\.\d+(?=\.|$)/g, '[]');
  return maskOf(key.literal, steps)?.judgedBy === undefined && maskOf(key.literal, steps) !== undefined;
}

const FREE_TO_LEAVE_OUT = [
  'AWS::Athena::NamedQuery',
  'AWS::CloudWatch::Alarm',
  'AWS::Glue::DataQualityRuleset',
  'AWS::Glue::Table',
];

function unnoticed(openings: readonly Opening[]): string[] {
  const alike = openings.filter((opening) => !differs(opening) && !isFree(opening));
  return oneOfAKind(alike)
    .filter(passes)
    .map(({ kind, logicalId }) => `${kind} (${logicalId})`);
}

const kindsOf = (openings: readonly Opening[]): number => new Set(openings.map(({ kind }) => kind)).size;

test('one more resource of any type that CloudFormation has is found', () => {
  const openings = additions(schemas);
  expect(kindsOf(openings)).toBeGreaterThan(1500);
  expect(unnoticed(openings)).toEqual([]);
});

test('any property of its schema that a resource of the lake does not have is found', () => {
  const openings = oneOfAKind(extensions(templates, schemas));
  expect(kindsOf(openings)).toBeGreaterThan(800);
  expect(unnoticed(openings)).toEqual([]);
});

test('any value left out, changed, given as text, decided later or taken from elsewhere is found', () => {
  const openings = oneOfAKind(alterations(templates));
  expect(kindsOf(openings)).toBeGreaterThan(2000);
  expect(unnoticed(openings)).toEqual([]);
});

test.each(['Transform', 'Mappings', 'Conditions', 'Hooks', 'Parameters', 'Rules', 'Fn::ForEach::Loop'])(
  '%s beside the resources of a template is found',
  (section) => {
    const [first, ...others] = templates;
    const added = { ...first, [section]: { Another: { Type: 'String', Default: 'elsewhere' } } };
    const evaluation = new AccessEvaluator([added, ...others]).evaluate(plan);
    expect(checkAccess(evaluation, tables, personas).map(({ rule }) => rule)).toContain('unreviewed');
  },
);

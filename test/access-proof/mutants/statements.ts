import type { TemplateJson } from '../../../access-proof';
import { changed } from '../../governance/support/change';
import type { Json, Mutant } from './mutant';

/** Another text in the definitions of state machines; every one of them has to have the first. */
const machine =
  (name: RegExp, was: string | RegExp, is: string): Mutant['mutate'] =>
  (templates) => {
    let times = 0;
    const replaced = (text: string): string =>
      text.replace(was, () => {
        times += 1;
        return is;
      });
    const after = changed(templates, 'AWS::StepFunctions::StateMachine', (properties, id) =>
      name.test(id)
        ? { ...properties, DefinitionString: within(properties.DefinitionString, replaced) }
        : properties,
    );
    if (times === 0) throw new Error(`No state machine has ${String(was)}.`);
    return after;
  };

function within(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => within(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as Json).map(([key, each]) => [key, within(each, change)]));
}

const runs = (name: string, sql: string, names: RegExp): Mutant => ({
  name: `a state machine that ${name}`,
  mutate: machine(/^Maintenance/, 'VACUUM gold.immunizations_by_vaccine', sql),
  rule: 'statement',
  names,
});

const orders = (name: string, was: string | RegExp, is: string): Mutant => ({
  name: `a run ${name}`,
  mutate: machine(/^Transformation/, was, is),
  rule: 'unreviewed',
  names: /TransformationMachine.* says what has not been reviewed/,
});

const takes = (from: string, change: (properties: Json) => Json): Mutant => ({
  name: `a state machine that takes its definition ${from}`,
  mutate: (templates) =>
    changed(templates, 'AWS::StepFunctions::StateMachine', (properties, id) =>
      id.startsWith('Transformation') ? change(properties) : properties,
    ),
  rule: 'statement',
  names: /TransformationMachine.* has a definition that is not published with the templates/,
});

const unplanned = /runs a statement that no contract gives/;
const needless = /runs a statement of a kind that nothing needs/;

/** Statements that a state machine runs as the lake's own role, and what is put into them. */
export const STATEMENTS: readonly Mutant[] = [
  runs('grants', 'GRANT SELECT ON silver.immunizations TO ROLE analyst', needless),
  runs(
    'unloads',
    "UNLOAD (SELECT * FROM silver.immunizations) TO 's3://elsewhere/' WITH (format='JSON')",
    needless,
  ),
  runs('opens a view', 'CREATE OR REPLACE VIEW gold.people AS SELECT * FROM silver.immunizations', needless),
  runs(
    'calls a function of its own',
    "USING EXTERNAL FUNCTION f(x VARCHAR) RETURNS VARCHAR LAMBDA 'x' SELECT f('a')",
    needless,
  ),
  runs('alters a table', "ALTER TABLE gold.immunizations_by_vaccine SET TBLPROPERTIES ('a'='b')", needless),
  runs(
    'reads silver into gold',
    'INSERT INTO gold.immunizations_by_vaccine (vaccine_name) SELECT patient_id FROM silver.immunizations',
    unplanned,
  ),
  runs(
    'reads silver into what analysts see',
    'INSERT INTO silver.load_audit (dataset) SELECT patient_id FROM silver.immunizations',
    unplanned,
  ),
  runs('copies people into results', 'SELECT * FROM silver.immunizations', unplanned),
  runs('does more than vacuum', 'VACUUM gold.immunizations_by_vaccine; SELECT 1', unplanned),
  runs('vacuums what is no table of the lake', 'VACUUM gold.elsewhere', unplanned),
  runs('puts a statement together from its input', '{% $states.input.sql %}', /cannot be read/),
  runs('puts its input between quotes', `{% \\"SELECT '\\" & $states.input.x & \\"'\\" %}`, /cannot be read/),
  runs('decodes a statement', '{% $base64decode(\\"U0VMRUNU\\") %}', /cannot be read/),
  {
    name: 'a gold model that shows persons',
    mutate: machine(
      /^Transformation/,
      /SELECT\\ndocument_id,/,
      String.raw`SELECT\nsource_path AS document_id,`,
    ),
    rule: 'statement',
    names: unplanned,
  },
  ...[
    [
      'figures that count records, not people',
      'count(DISTINCT given.patient_id) AS patients',
      'count(*) AS patients',
    ],
    ['figures of another table', 'FROM silver.ct_patients', 'FROM silver.documents'],
  ].map(([name = '', was = '', is = '']) => ({
    name,
    mutate: machine(/^Transformation/, was, is),
    rule: 'statement' as const,
    names: unplanned,
  })),
  {
    name: 'rules of another kind',
    mutate: (templates: readonly TemplateJson[]) =>
      changed(templates, 'AWS::Glue::DataQualityRuleset', (properties) => ({
        ...properties,
        Ruleset: 'Rules = [ CustomSql "select patient_id from primary" = "x" ]',
      })),
    rule: 'statement',
    names: /judges by rules that no contract gives/,
  },
  takes('from elsewhere', (properties) => ({
    ...properties,
    DefinitionString: undefined,
    DefinitionS3Location: { Bucket: 'elsewhere', Key: 'definition.json' },
  })),
  takes('from a second place', (properties) => ({
    ...properties,
    DefinitionS3Location: { Bucket: 'elsewhere', Key: 'definition.json' },
  })),
  {
    name: 'a load that anybody may start',
    mutate: machine(
      /^Loadimmunizations/,
      /"Condition":"\{% \$exists\(\$states\.input\.AWS_STEP[^"]*"/,
      '"Condition":"{% true %}"',
    ),
    rule: 'unreviewed',
    names: /Loadimmunizations.* says what has not been reviewed/,
  },
  {
    name: 'a load that reads silver into what analysts see',
    mutate: machine(
      /^Loadimmunizations/,
      /DELETE FROM staging\.immunizations[^"]*/,
      'INSERT INTO silver.load_audit (dataset) SELECT patient_id FROM silver.immunizations',
    ),
    rule: 'statement',
    names: unplanned,
  },
  orders('whose name is its input', '"{% $states.context.Execution.Name %}"', '"{% $states.input.name %}"'),
  orders('whose window nobody checks', '{% ($window_valid) %}', '{% true %}'),
  orders('that goes on with any window', '"Default":"Not a window"', '"Default":"Is it a backfill?"'),
  orders(
    'whose first day is any text',
    /"asked_from":"\{% \$exists[^"]*/,
    '"asked_from":"{% $string($states.input.from) & \\',
  ),
];

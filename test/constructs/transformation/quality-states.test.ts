import jsonata from 'jsonata';
import { datasets } from '../../../datasets';
import type { Machine, State } from '../../../lib/constructs/transformation/asl';
import { chain, integration } from '../../../lib/constructs/transformation/asl';
import { qualityStates } from '../../../lib/constructs/transformation/quality-states';
import { withoutIndentation } from '../../../core/plan';
import { qualitySql } from '../../../core/quality';
import { statesOf } from './states';

const machine: Machine = chain([
  ...qualityStates({
    workGroup: 'work-group',
    datasets,
    evaluation: { role: 'role', hour: 4, rulesetOf: ({ name }) => `rules-${name}` },
  }),
  ['Is gold complete?', { Type: 'Pass', End: true }],
]);
const states = statesOf(machine);
const state = (name: string): State => {
  const found = states.get(name);
  if (!found) throw new Error(`no state "${name}"; there are ${[...states.keys()].join(', ')}`);
  return found;
};
const evaluate = (expression: unknown, variables: object): Promise<unknown> =>
  jsonata(String(expression).slice(2, -2)).evaluate(
    {},
    variables as Record<string, unknown>,
  ) as Promise<unknown>;

describe('judging', () => {
  it.each(datasets)('$name is one MERGE with the run and the time in their places', async (dataset) => {
    const { QueryString: expression } = state(`Judge ${dataset.name}`).Arguments as Record<string, string>;
    const sql = String(await evaluate(expression, { run_id: 'run-1' }));
    const [before, middle, after] = withoutIndentation(qualitySql(dataset)).split('?');
    expect(sql.startsWith(`${before}'run-1'${middle}'`)).toBe(true);
    expect(sql.endsWith(`'${after}`)).toBe(true);
    expect(sql).toMatch(/CAST\('\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}' AS timestamp\(6\)\)/);
  });

  it('goes on when it fails, and fails the run at its end', () => {
    expect(state('Judge immunizations').Catch).toEqual([
      { ErrorEquals: ['States.ALL'], Next: 'Judge immunizations: failed' },
    ]);
    expect(state('Judge immunizations: failed')).toMatchObject({
      Assign: { failed: '{% $append($failed, ["silver.quality_results"]) %}' },
      Next: 'Judge vaccines?',
    });
  });
});

describe('broken rules', () => {
  it('of this run are counted', () => {
    const { QueryString: sql, ExecutionParameters: parameters } = state('quality: broken')
      .Arguments as Record<string, string>;
    expect(sql).toBe('SELECT count(*) AS rules FROM silver.quality_results WHERE run_id = ? AND NOT passed');
    expect(parameters).toBe(`{% ["'" & $run_id & "'"] %}`);
  });

  it('are told to the metric that is alarmed, also when there are none', async () => {
    const { Namespace: namespace, MetricData: data } = state('quality: tell').Arguments as {
      Namespace: string;
      MetricData: { MetricName: string; Value: string }[];
    };
    expect([namespace, data[0]?.MetricName]).toEqual(['Headwater', 'QualityRulesBroken']);
    const rows = [{ Data: [{ VarCharValue: 'rules' }] }, { Data: [{ VarCharValue: '2' }] }];
    const assign = state('quality: broken, result').Assign as Record<string, string>;
    const broken = await evaluate(assign.broken, { states: { result: { ResultSet: { Rows: rows } } } });
    await expect(evaluate(data[0]?.Value, { broken })).resolves.toBe(2);
  });
});

describe('evaluations of Glue Data Quality', () => {
  it.each([
    ['2026-03-01T04:00:12.345Z', true],
    ['2026-03-01T05:00:12.345Z', false],
    ['2026-03-01T14:04:12.345Z', false],
  ])('for a run of %s are started: %s', async (StartTime, expected) => {
    const [choice] = state('Is it the hour of evaluations?').Choices as { Condition: string; Next: string }[];
    const variables = { states: { context: { Execution: { StartTime } } } };
    await expect(evaluate(choice?.Condition, variables)).resolves.toBe(expected);
    expect(choice?.Next).toBe('Evaluate immunizations?');
    expect(state('Is it the hour of evaluations?').Default).toBe('Is gold complete?');
  });

  it('are started once per run and dataset, and not waited for', () => {
    expect(state('Evaluate vaccines')).toMatchObject({
      Resource: integration('aws-sdk:glue:startDataQualityRulesetEvaluationRun'),
      Arguments: {
        ClientToken: '{% $run_id & "-vaccines" %}',
        DataSource: { GlueTable: { DatabaseName: 'silver', TableName: 'vaccines' } },
        Role: 'role',
        RulesetNames: ['rules-vaccines'],
      },
      Next: 'Evaluate documents?',
    });
    const last = datasets.at(-1)?.name ?? '';
    expect(state(`Evaluate ${last}`).Next).toBe('Is gold complete?');
  });
});

it('without datasets there is nothing to judge', () => {
  const evaluation = { role: 'role', hour: 4, rulesetOf: () => '' };
  expect(qualityStates({ workGroup: 'w', datasets: [], evaluation })).toEqual([]);
});

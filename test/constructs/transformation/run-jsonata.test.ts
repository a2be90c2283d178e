import jsonata from 'jsonata';
import { datasets } from '../../../datasets';
import type { State } from '../../../lib/constructs/transformation/asl';
import { runDefinition } from '../../../lib/constructs/transformation/run-definition';
import { loadSqlParser, orderedLoads, orderedModels } from '../../../core/plan';
import { loadDefinition } from '../../../lib/constructs/transformation/load-definition';
import { immunizations } from '../../../datasets/immunizations/contract';
import { statesOf } from './states';

let states: ReadonlyMap<string, State>;
beforeAll(async () => {
  await loadSqlParser();
  const shared = { workGroup: 'work-group', ledgerTable: 'ledger', bronzeBucket: 'bronze' };
  const run = statesOf(
    runDefinition({
      ...shared,
      sweepHour: 3,
      migration: 'migrate',
      publication: 'publish',
      loads: orderedLoads(datasets),
      machineOf: ({ name }) => name,
      models: orderedModels(datasets),
      settings: { smallCellThreshold: 11 },
    }),
  );
  states = new Map([...statesOf(loadDefinition(immunizations, shared)), ...run]);
});

/** The value of the expression at a path of a state. */
async function evaluate(name: string, path: readonly string[], variables: object): Promise<unknown> {
  const text = path.reduce<unknown>(
    (node, key) => (node as Record<string, unknown>)[key],
    states.get(name),
  ) as string;
  return jsonata(text.slice(2, -2)).evaluate({}, variables as Record<string, unknown>) as Promise<unknown>;
}

const started = (input: object): object => ({
  states: { input, context: { Execution: { StartTime: '2026-03-01T12:00:00.123Z', Name: 'run-1' } } },
});
const settled = async (input: object): Promise<unknown[]> =>
  Promise.all(
    ['asked_from', 'asked_to', 'window_valid'].map((name) =>
      evaluate('Settle the window', ['Assign', name], started(input)),
    ),
  );

describe('the window', () => {
  it.each([
    [{}, ['2026/02/27', '2026/03/01', true]],
    [{ from: '2026/01/01', to: '2026/01/03' }, ['2026/01/01', '2026/01/03', true]],
    [{ from: '2026/01/03', to: '2026/01/01' }, ['2026/01/03', '2026/01/01', false]],
    [{ from: 5 }, [5, '2026/03/01', false]],
    [{ from: "2026/01/01' OR 1=1 --" }, ["2026/01/01' OR 1=1 --", '2026/03/01', false]],
  ])('of %j', async (input, expected) => {
    await expect(settled(input)).resolves.toEqual(expected);
  });
});

const row = (...values: string[]): object => ({ Data: values.map((VarCharValue) => ({ VarCharValue })) });

it.each([
  ['measure', [row('landed', 'inserted'), row('3', '2')], { landed: '3', inserted: '2' }],
  ['verify', [row('unaccounted'), row('0')], { unaccounted: '0' }],
])('the row of %s is kept by column name', async (step, rows, expected) => {
  const variables = { states: { result: { ResultSet: { Rows: rows } } } };
  expect({
    ...((await evaluate(`immunizations: ${step}, result`, ['Assign', step], variables)) as object),
  }).toEqual(expected);
});

it('the audit statement has every value in its place', async () => {
  const sql = await evaluate('immunizations: audit', ['Arguments', 'QueryString'], {
    run_id: 'run-1',
    window_from: '2026/02/27',
    window_to: '2026/03/01',
    started_at: '2026-03-01T12:00:00.123',
    measure: { landed: '3', inserted: '2', updated: '0', duplicates: '1', quarantined: '0' },
    verify: { unaccounted: '0' },
  });
  expect(sql).toContain(
    "SELECT 'immunizations', 'run-1', '2026/02/27', '2026/03/01', CAST('3' AS bigint), CAST('2' AS bigint)",
  );
});

it.each([
  [[], false],
  [['silver.vaccines'], true],
  [['silver.other'], false],
])('with %j failed, a model steps aside: %s', async (failed, expected) => {
  await expect(
    evaluate('Publish immunizations_by_vaccine?', ['Choices', '0', 'Condition'], { failed }),
  ).resolves.toBe(expected);
});

it.each([
  [{ landed: 3 }, ['silver.immunizations']],
  [{ landed: 0 }, []],
])('a load that puts out %j makes changed %j', async (Output, expected) => {
  const variables = { changed: [], states: { result: { Output } } };
  expect(
    [(await evaluate('Load immunizations', ['Assign', 'changed'], variables)) as string[]].flat(),
  ).toEqual(expected);
});

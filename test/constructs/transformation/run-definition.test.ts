import { datasets } from '../../../datasets';
import type { Machine, State } from '../../../lib/constructs/transformation/asl';
import { runDefinition } from '../../../lib/constructs/transformation/run-definition';
import { loadSqlParser, orderedLoads, orderedModels } from '../../../core/plan';
import { statesOf } from './states';

const run = async (settings = { smallCellThreshold: 11 }) => {
  await loadSqlParser();
  return runDefinition({
    workGroup: 'work-group',
    ledgerTable: 'ledger',
    sweepHour: 3,
    migration: 'migrate',
    publication: 'publish',
    loads: orderedLoads(datasets),
    machineOf: ({ name }) => `machine of ${name}`,
    models: orderedModels(datasets),
    settings,
    afterwards: [['Judge quality', { Type: 'Pass' }]],
  });
};

let machine: Machine;
let states: ReadonlyMap<string, State>;
beforeAll(async () => {
  machine = await run();
  states = statesOf(machine);
});

const state = (name: string): State => states.get(name) ?? fail(name);
const fail = (name: string): never => {
  throw new Error(`no state "${name}"; there are ${[...states.keys()].join(', ')}`);
};

describe('loading a dataset', () => {
  it('is an execution of its machine under the name of the run, told what the run has settled', () => {
    expect(state('Load immunizations')).toMatchObject({
      Resource: expect.stringContaining('states:startExecution.sync:2') as unknown,
      Arguments: {
        StateMachineArn: 'machine of immunizations',
        Name: '{% $states.context.Execution.Name %}',
        Input: {
          whole_days: '{% $whole_days %}',
          run_id: '{% $run_id %}',
          AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: '{% $states.context.Execution.Id %}',
        },
      },
    });
  });

  it('is not tried again by the run when it has failed: it has tried again itself, and its name is taken', () => {
    const retried = (state('Load immunizations').Retry as { ErrorEquals: string[] }[]).flatMap(
      ({ ErrorEquals: codes }) => codes,
    );
    expect(retried.every((code) => code.startsWith('StepFunctions.'))).toBe(true);
  });
});

describe('a failure', () => {
  it('of a load is noted and the next load goes on', () => {
    expect(state('Load immunizations').Catch).toEqual([
      { ErrorEquals: ['States.ALL'], Next: 'Load immunizations: failed' },
    ]);
    expect(state('Load immunizations: failed')).toMatchObject({
      Assign: { failed: '{% $append($failed, ["silver.immunizations"]) %}' },
      Next: 'Load vaccines',
    });
  });

  it('keeps models from running that read what has failed', () => {
    expect(state('Publish immunizations_by_vaccine?')).toMatchObject({
      Choices: [
        {
          Condition: expect.stringContaining('["silver.immunizations", "silver.vaccines"]') as unknown,
          Next: 'Publish immunizations_by_vaccine: failed',
        },
        { Next: 'Refresh documents_daily?' },
      ],
      Default: 'Publish immunizations_by_vaccine',
    });
  });

  it('fails the run at its end, after the lock is given back', () => {
    expect(machine.States['Run']).toMatchObject({
      Catch: [{ Next: 'Run failed' }],
      Next: 'Give the lock back',
    });
    expect(machine.States['Give the lock back']?.Next).toBe('Did all go well?');
    expect(machine.States['Did all go well?']?.Default).toBe('Not all went well');
  });
});

describe('the run', () => {
  it('migrates first, then loads, then refreshes gold, then judges quality', () => {
    const [branch] = machine.States['Run']?.Branches as Machine[];
    const names = Object.keys(branch?.States ?? {});
    expect(names[0]).toBe('Migrate tables');
    const first = (prefix: string): number => names.findIndex((name) => name.startsWith(prefix));
    expect(first('Load')).toBeLessThan(first('Publish'));
    expect(first('Publish')).toBeLessThan(first('Refresh'));
    expect(first('Refresh')).toBeLessThan(first('Judge quality'));
  });

  it('never writes true figures about people to gold by a statement of its own', () => {
    const statements = [...states.values()].flatMap(({ Arguments: given }) => JSON.stringify(given ?? {}));
    expect(statements.filter((text) => text.includes('MERGE INTO gold.immunizations'))).toEqual([]);
  });

  it('steps aside when another run holds the lock, while a backfill waits', () => {
    const held = (name: string): unknown =>
      (state(name).Retry as { ErrorEquals: string[] }[])[0]?.ErrorEquals;
    expect(held('Take the lock')).not.toContain('DynamoDB.ConditionalCheckFailedException');
    expect(held('Wait for the lock')).toContain('DynamoDB.ConditionalCheckFailedException');
    expect(machine.States['Another run is under way']?.Type).toBe('Succeed');
  });

  it('publishes with the threshold of the environment', async () => {
    const other = statesOf(await run({ smallCellThreshold: 20 })).get('Publish immunizations_by_vaccine');
    expect(other?.Arguments).toMatchObject({ Payload: { threshold: 20 } });
  });

  it('leads from every state to one that exists, each name once', () => {
    expect(() => statesOf(machine)).not.toThrow();
  });
});

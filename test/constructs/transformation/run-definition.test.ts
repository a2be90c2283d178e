import jsonata from 'jsonata';
import { datasets } from '../../../datasets';
import type { Machine, State } from '../../../lib/constructs/transformation/asl';
import { runDefinition } from '../../../lib/constructs/transformation/run-definition';
import { loadPlan, loadSqlParser, orderedLoads, orderedModels, withoutIndentation } from '../../../core/plan';
import { statesOf } from './states';

const run = async (settings = { smallCellThreshold: 11 }) => {
  await loadSqlParser();
  return runDefinition({
    workGroup: 'work-group',
    ledgerTable: 'ledger',
    bronzeBucket: 'bronze',
    sweepHour: 3,
    migration: 'migrate',
    publication: 'publish',
    loads: orderedLoads(datasets),
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

/** The states that a load goes through with these variables, as its choices say. */
async function way(name: string, variables: object): Promise<string[]> {
  const [branch] = state(`Load ${name}`).Branches as Machine[];
  const names: string[] = [];
  for (let at: string | undefined = branch?.StartAt; at !== undefined;) {
    names.push(at);
    const { Type, Choices, Default, Next } = branch?.States[at] as State;
    if (Type !== 'Choice') at = Next;
    else {
      const [rule] = Choices as { Condition: string; Next: string }[];
      const holds = (await jsonata(rule!.Condition.slice(2, -2)).evaluate({}, { ...variables })) as boolean;
      at = holds ? rule?.Next : (Default as string);
    }
  }
  return names;
}

/** The statements on that way, parameters as `?`. */
async function statements(name: string, variables: object): Promise<string[]> {
  const sql = (await way(name, variables)).flatMap((each) => {
    const { Resource, Arguments: given } = state(each);
    return String(Resource).includes('startQueryExecution')
      ? String((given as { QueryString: string }).QueryString)
      : [];
  });
  return sql.map((text) =>
    text.startsWith('{% ')
      ? text
          .slice(3, -3)
          .split(/ & (?=")|(?<=") & /)
          .map((part) =>
            part.startsWith('"') && part !== `"'"` ? (JSON.parse(part) as string) : part === `"'"` ? '' : '?',
          )
          .join('')
      : text,
  );
}

describe('a load', () => {
  const whole = { whole_days: true, verify: { unaccounted: '0', missing: '0' } };
  const fresh = { ...whole, whole_days: false, has_more: false, last_key: 'a', next_key: 'b' };

  it.each(datasets.map((dataset) => [dataset.name, dataset] as const))(
    'of %s runs the plan for whole days, or the one for what is new',
    async (name, dataset) => {
      expect(await statements(name, whole)).toEqual(
        loadPlan(dataset, 'window').map(({ sql }) => withoutIndentation(sql)),
      );
      expect(await statements(name, fresh)).toEqual(
        loadPlan(dataset, 'new').map(({ sql }) => withoutIndentation(sql)),
      );
    },
  );

  it('runs no statement when the bucket lists nothing behind the position', async () => {
    const names = await way('immunizations', { ...fresh, next_key: 'a' });
    expect(names).toEqual([
      'immunizations: of which days?',
      'immunizations: position',
      'immunizations: list',
      'immunizations: anything new?',
      'immunizations: nothing new',
    ]);
  });

  it('advances its position only when every record is accounted for, after it is noted that gold has to follow', async () => {
    const names = await way('immunizations', fresh);
    expect(names.slice(-6)).toEqual(
      ['balanced?', 'owe gold', 'by position?', 'advance', 'more?', 'loaded'].map(
        (each) => `immunizations: ${each}`,
      ),
    );
    const lost = await way('immunizations', { ...fresh, verify: { unaccounted: '1', missing: '0' } });
    expect(lost.at(-1)).toBe('immunizations: unaccounted');
    expect(await way('immunizations', whole)).not.toContain('immunizations: advance');
  });

  it('goes on with the next objects when there are more than were listed', async () => {
    expect(state('immunizations: more?')).toMatchObject({
      Choices: [{ Condition: '{% $has_more %}', Next: 'immunizations: position' }],
    });
  });

  it('passes the window as execution parameters, quoted', () => {
    const { QueryString: sql, ExecutionParameters: parameters } = state('immunizations: stage')
      .Arguments as Record<string, string>;
    expect(sql).toBe(
      withoutIndentation(
        loadPlan(datasets[0] ?? fail('dataset'), 'new').find(({ name }) => name === 'stage')?.sql ?? '',
      ),
    );
    expect(parameters).toContain(`{% ["'" & $window_from & "'", "'" & $window_to & "'", "'" & $path_after`);
  });

  it('writes audit values as literals, since Athena takes parameters in WHERE only', () => {
    const { QueryString: sql, ExecutionParameters: parameters } = state('immunizations: audit')
      .Arguments as Record<string, string>;
    expect(parameters).toBeUndefined();
    expect(sql).toMatch(/^\{% "INSERT INTO silver\.load_audit/);
    for (const value of ['$run_id', '$measure.landed', '$verify.unaccounted', '$started_at'])
      expect(sql).toContain(`"'" & ${value} & "'"`);
    expect(sql?.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')).not.toContain('?');
  });

  it('fails after the audit row is written when a record is unaccounted for', () => {
    expect(state('immunizations: audit').Next).toBe('immunizations: balanced?');
    expect(state('immunizations: balanced?')).toMatchObject({
      Choices: [
        {
          Condition: '{% $number($verify.unaccounted) + $number($verify.missing) = 0 %}',
          Next: 'immunizations: owe gold',
        },
      ],
      Default: 'immunizations: unaccounted',
    });
  });

  it('runs a MERGE again as a whole, but never an INSERT that may have committed', () => {
    const retried = (name: string): unknown[] =>
      (state(name).Retry as { ErrorEquals: string[] }[]).flatMap((each) => each.ErrorEquals);
    expect(retried('immunizations: merge')).toContain('States.TaskFailed');
    expect(retried('immunizations: stage')).not.toContain('States.TaskFailed');
    expect(retried('immunizations: audit')).not.toContain('States.TaskFailed');
    expect(retried('immunizations: stage')).toContain('Athena.TooManyRequestsException');
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

import jsonata from 'jsonata';
import { datasets } from '../../../datasets';
import type { Definition, Machine, State } from '../../../lib/constructs/transformation/asl';
import { loadDefinition } from '../../../lib/constructs/transformation/load-definition';
import { TURNS } from '../../../lib/constructs/transformation/news-states';
import { SWEEP_TURNS } from '../../../lib/constructs/transformation/sweep-states';
import { loadPlan, withoutIndentation } from '../../../core/plan';
import { statesOf } from './states';

const machines = new Map<string, Definition>(
  datasets.map((dataset) => [
    dataset.name,
    loadDefinition(dataset, { workGroup: 'work-group', ledgerTable: 'ledger', bronzeBucket: 'bronze' }),
  ]),
);
const machineOf = (name: string): Definition => machines.get(name) ?? fail(name);
const statesIn = (name: string): ReadonlyMap<string, State> => statesOf(machineOf(name));
const state = (name: string): State => statesIn(name.split(/:| \(/)[0]!).get(name) ?? fail(name);
const fail = (name: string): never => {
  throw new Error(`nothing is called "${name}"`);
};
const work = (name: string): State => machineOf(name).States[`Load ${name}`] ?? fail(name);

/** The states that a load goes through with these variables, as its choices say. */
async function way(name: string, variables: object): Promise<string[]> {
  const [branch] = work(name).Branches as Machine[];
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
  const verify = { unaccounted: '0', missing: '0' };
  const whole = { backfill: true, whole_days: true, reads_days: true, verify };
  const fresh = {
    ...whole,
    backfill: false,
    whole_days: false,
    reads_days: false,
    has_more: false,
    last_key: 'a',
    next_key: 'b',
  };

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
      'immunizations: sweep?',
      'immunizations: loaded',
    ]);
  });

  it('advances its position only when every record is accounted for, after it is noted that gold has to follow', async () => {
    const names = await way('immunizations', fresh);
    expect(names.slice(-7)).toEqual(
      ['balanced?', 'owe gold', 'what was read?', 'advance', 'more?', 'sweep?', 'loaded'].map(
        (each) => `immunizations: ${each}`,
      ),
    );
    const lost = await way('immunizations', { ...fresh, verify: { unaccounted: '1', missing: '0' } });
    expect(lost.at(-1)).toBe('immunizations: unaccounted');
    expect(await way('immunizations', whole)).not.toContain('immunizations: advance');
  });

  it('goes on with the next objects when there are more than were listed', async () => {
    expect(state('immunizations: more?')).toMatchObject({
      Choices: [{ Condition: '{% $has_more and $turns < $most_turns %}', Next: 'immunizations: position' }],
    });
    expect(state('immunizations: advance').Assign).toEqual({ turns: '{% $turns + 1 %}' });
  });

  it.each(datasets)(
    'of $name fits into a history also when it does all of its turns and listings twice',
    async ({ name }) => {
      // Entered, scheduled, started, submitted, succeeded, exited; a choice is entered and exited.
      const eventsOf = (names: readonly string[]): number =>
        names.map((each) => (state(each).Type === 'Task' ? 6 : 2)).reduce((all, each) => all + each, 0);
      const turn = eventsOf(await way(name, { ...fresh, has_more: true, turns: TURNS }));
      const listing = eventsOf([`${name}: list days`, `${name}: all listed?`]);
      const days = eventsOf(await way(name, whole));
      expect(2 * (TURNS * turn + SWEEP_TURNS * listing + days) + 50).toBeLessThan(25_000);
    },
  );

  it('that has failed is begun anew once, but not when records are unaccounted for', () => {
    expect(work('immunizations').Retry).toEqual([
      { ErrorEquals: ['Headwater.Unaccounted'], MaxAttempts: 0 },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 60, MaxAttempts: 1 },
    ]);
  });

  it.each(datasets)('of $name leads from every state to one that exists, each name once', ({ name }) => {
    expect(() => statesIn(name)).not.toThrow();
  });

  it('passes the window as execution parameters, quoted', () => {
    const { QueryString: sql, ExecutionParameters: parameters } = state('immunizations: stage')
      .Arguments as Record<string, string>;
    expect(sql).toBe(
      withoutIndentation(loadPlan(datasets[0]!, 'new').find(({ name }) => name === 'stage')?.sql ?? ''),
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

describe('the machine of a load', () => {
  const [rule] = machineOf('immunizations').States['Is it who started this?']?.Choices as {
    Condition: string;
    Assign: object;
    Next: string;
  }[];
  const isItsRun = async (input: object, holder: string): Promise<unknown> =>
    jsonata(rule!.Condition.slice(2, -2)).evaluate({}, { states: { input }, holder });
  const startedBy = { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'run-1' };

  it('works for the execution that holds the lock, and for nobody else', async () => {
    await expect(isItsRun(startedBy, 'run-1')).resolves.toBe(true);
    await expect(isItsRun(startedBy, 'run-2')).resolves.toBe(false);
    await expect(isItsRun(startedBy, 'nobody')).resolves.toBe(false);
    await expect(isItsRun({}, 'nobody')).resolves.toBe(false);
    expect(machineOf('immunizations').States['Is it who started this?']?.Default).toBe(
      'Not started by a run',
    );
  });

  it('reads who holds it as it is, not as it was', () => {
    expect(machineOf('immunizations').States['Who holds the lock?']).toMatchObject({
      Arguments: {
        TableName: 'ledger',
        Key: { collection: { S: 'locks' }, id: { S: 'tables' } },
        ConsistentRead: true,
      },
    });
  });

  it('puts out how many records have landed', async () => {
    const output = String(work('immunizations').Output).slice(2, -2);
    await expect(jsonata(output).evaluate({}, { states: { result: [{ landed: 3 }] } })).resolves.toEqual({
      landed: 3,
    });
  });

  it('assigns no variable that its load assigns: an inner one may not have the name of an outer one', () => {
    const assigned = (states: Machine['States']): string[] =>
      Object.values(states).flatMap(({ Assign: own = {}, Choices: choices = [] }) => [
        ...Object.keys(own as object),
        ...(choices as { Assign?: object }[]).flatMap(({ Assign: each = {} }) => Object.keys(each)),
      ]);
    const outer = assigned(machineOf('immunizations').States);
    const [branch] = work('immunizations').Branches as Machine[];
    expect(assigned(branch!.States).filter((each) => outer.includes(each))).toEqual([]);
    expect(outer).toContain('run_id');
  });
});

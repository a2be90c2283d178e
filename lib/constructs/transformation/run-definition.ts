import { Duration } from 'aws-cdk-lib';
import { chain, choose, integration, type Definition, type State, type Steps } from './asl';
import { giveBackStates } from './held-datasets';
import { giveBackLock, RUN_TIMEOUT, takeLock } from './lock-states';
import { TURNS } from './news-states';
import { outcomeStates, RUN_OUTCOME, workingStates } from './outcome-states';
import { workStates, type WorkProps } from './run-states';
import { hourlyWindow } from './window-state';

/** How long a backfill waits for its turn. */
const BACKFILL_PATIENCE = RUN_TIMEOUT.minus(Duration.hours(1));
const GIVE_BACK = 'Give the lock back';

export interface RunProps extends WorkProps {
  /** ARN of the function that migrates tables. */
  readonly migration: string;
  /** UTC. The run of this hour reads whole days instead of what is new. */
  readonly sweepHour: number;
}

/**
 * The hourly run: migrate, load what is new of every dataset, refresh gold that reads it. Once a day it reads whole days. Start it with `{"from": "YYYY/MM/DD", "to":
 * "YYYY/MM/DD"}` to load the days of arrival from then to then anew.
 */
export function runDefinition(props: RunProps): Definition {
  const { ledgerTable, inMinutes = [] } = props;
  const locks = giveBackStates(inMinutes, ledgerTable, GIVE_BACK);
  const giveBack = locks[0]?.[0] ?? GIVE_BACK;
  const steps: Steps = [
    ['Settle the window', hourlyWindow({ ledgerTable, mostTurns: TURNS }, props.sweepHour)],
    ['Is it a window?', choose('($window_valid)', 'Is it a backfill?', 'Not a window')],
    [
      'Not a window',
      {
        Type: 'Fail',
        Error: 'Headwater.WrongWindow',
        Cause: 'from and to must be days as YYYY/MM/DD, from not after to',
      },
    ],
    ['Is it a backfill?', choose('$exists($states.input.from)', 'Wait for the lock', 'Take the lock')],
    // Somebody waits for a backfill. An hourly run leaves it to the next, which finds the same objects new.
    [
      'Wait for the lock',
      { ...takeLock({ ledgerTable, patience: BACKFILL_PATIENCE, whenHeld: 'Still held' }), Next: 'Run' },
    ],
    [
      'Still held',
      { Type: 'Fail', Error: 'Headwater.Locked', Cause: 'Another run held the lock all the time' },
    ],
    ['Take the lock', { ...takeLock({ ledgerTable, whenHeld: 'Another run is under way' }), Next: 'Run' }],
    ['Another run is under way', { Type: 'Succeed', Output: { skipped: true } }],
    ...workingStates(work(props), { all: 'every table', next: giveBack }),
    ...locks,
    [GIVE_BACK, giveBackLock(ledgerTable)],
    ...outcomeStates(RUN_OUTCOME),
  ];
  return {
    Comment: 'Bronze to silver to gold',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: RUN_TIMEOUT.toSeconds(),
    ...chain(steps),
  };
}

function work(props: RunProps): Steps {
  const migrate: State = {
    Type: 'Task',
    Resource: integration('lambda:invoke'),
    Arguments: { FunctionName: props.migration, Payload: {} },
    TimeoutSeconds: 660,
    Retry: [
      {
        ErrorEquals: [
          'Lambda.TooManyRequestsException',
          'Lambda.ServiceException',
          'Lambda.SdkClientException',
        ],
        IntervalSeconds: 5,
        BackoffRate: 2,
        MaxAttempts: 5,
      },
    ],
    Assign: { failed: [], changed: [] },
    Output: {},
  };
  return [['Migrate tables', migrate], ...workStates(props)];
}

import { Duration } from 'aws-cdk-lib';
import { chain, integration, jsonata, type Definition, type State, type Steps } from './asl';
import { giveBackLock, RUN_TIMEOUT, takeLock } from './lock-states';
import { workStates, type WorkProps } from './run-states';

/** Days that the run of the sweeping hour reads again, so that what landed late is in and what is gone shows. */
const SWEPT_DAYS = 2;

const DAY = '[Y0001]/[M01]/[D01]';
const STARTED = '$toMillis($states.context.Execution.StartTime)';
/** A calendar day that survives the way to a date and back. */
const isDay = (name: string): string =>
  `$type(${name}) = "string" ? $contains(${name}, /^[0-9]{4}\\/[0-9]{2}\\/[0-9]{2}$/) : false`;

export interface RunProps extends WorkProps {
  /** Name of the table that holds the lock. */
  readonly ledgerTable: string;
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
  const { ledgerTable } = props;
  const steps: Steps = [
    ['Settle the window', window(props)],
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
      { ...takeLock(ledgerTable, RUN_TIMEOUT.minus(Duration.hours(1)), 'Still held'), Next: 'Run' },
    ],
    [
      'Still held',
      { Type: 'Fail', Error: 'Headwater.Locked', Cause: 'Another run held the lock all the time' },
    ],
    [
      'Take the lock',
      { ...takeLock(ledgerTable, Duration.minutes(0), 'Another run is under way'), Next: 'Run' },
    ],
    ['Another run is under way', { Type: 'Succeed', Output: { skipped: true } }],
    ['Run', { ...run(props), Next: 'Give the lock back' }],
    [
      'Run failed',
      { Type: 'Pass', Assign: { failed_tables: ['every table'] }, Output: {}, Next: 'Give the lock back' },
    ],
    ['Give the lock back', giveBackLock(ledgerTable)],
    ['Did all go well?', choose('$count($failed_tables) = 0', 'All went well', 'Not all went well')],
    ['All went well', { Type: 'Succeed' }],
    [
      'Not all went well',
      {
        Type: 'Fail',
        Error: 'Headwater.RunFailed',
        Cause: jsonata('"Not done: " & $join($failed_tables, ", ")'),
      },
    ],
  ];
  return {
    Comment: 'Bronze to silver to gold',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: RUN_TIMEOUT.toSeconds(),
    ...chain(steps),
  };
}

function window({ sweepHour, ledgerTable }: RunProps): State {
  const from = `$exists($states.input.from) ? $states.input.from : $fromMillis(${STARTED} - ${SWEPT_DAYS * 86_400_000}, "${DAY}")`;
  const to = `$exists($states.input.to) ? $states.input.to : $fromMillis(${STARTED}, "${DAY}")`;
  return {
    Type: 'Pass',
    Assign: {
      asked_from: jsonata(from),
      asked_to: jsonata(to),
      window_valid: jsonata(
        `($from := ${from}; $to := ${to}; (${isDay('$from')}) and (${isDay('$to')}) ? $from <= $to : false)`,
      ),
      backfill: jsonata('$exists($states.input.from)'),
      whole_days: jsonata(
        `$exists($states.input.from) or $substring($states.context.Execution.StartTime, 11, 2) = "${String(sweepHour).padStart(2, '0')}"`,
      ),
      ledger_table: ledgerTable,
      run_id: jsonata('$states.context.Execution.Name'),
      started_at: jsonata('$replace($states.context.Execution.StartTime, "Z", "")'),
    },
  };
}

function run(props: RunProps): State {
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
    Assign: { failed: [] },
    Output: {},
  };
  return {
    Type: 'Parallel',
    Branches: [chain([['Migrate tables', migrate], ...workStates(props)])],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Run failed' }],
    Assign: { failed_tables: jsonata('$append([], $states.result[0].failed)') },
    Output: {},
  };
}

function choose(condition: string, yes: string, no: string): State {
  return { Type: 'Choice', Choices: [{ Condition: jsonata(condition), Next: yes }], Default: no };
}

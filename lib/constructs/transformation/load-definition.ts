import type { Dataset } from '../../../core/contracts';
import { loadPlan, type LoadStep } from '../../../core/plan';
import { chain, choose, jsonata, type Definition, type State, type Steps } from './asl';
import { stepStates } from './athena-states';
import { lookAtLock, RUN_TIMEOUT, TABLES_LOCK } from './lock-states';
import { advanceStates, newsStates } from './news-states';
import { sweepStates } from './sweep-states';

/** What the run tells a load, as variables of the same names. */
export const TOLD = [
  'backfill',
  'whole_days',
  'asked_from',
  'asked_to',
  'most_turns',
  'run_id',
  'started_at',
] as const;

/** The execution that started another; by this name the console links the two. */
export const STARTED_BY = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';

/** Error of a load in which records were lost or counted twice, or bronze has lost an object. */
const UNACCOUNTED = 'Headwater.Unaccounted';

export interface LoadProps {
  readonly workGroup: string;
  /** Name of the table that holds the lock. */
  readonly ledgerTable: string;
  readonly bronzeBucket: string;
  /** The lock that its run holds. @default that on the lake's tables */
  readonly lock?: string;
}

/**
 * Bronze to silver for one dataset: a machine that the run starts and waits for, so that neither the size of a
 * definition nor the length of a history grows with the number of datasets.
 *
 * It works only for the execution that holds the lock: started by hand it fails before it has done anything.
 */
export function loadDefinition(dataset: Dataset, props: LoadProps): Definition {
  const work = `Load ${dataset.name}`;
  const told = TOLD.map((name) => [name, jsonata(`$states.input.${name}`)] as const);
  const steps: Steps = [
    ['Who holds the lock?', lookAtLock(props.ledgerTable, props.lock ?? TABLES_LOCK)],
    [
      'Is it who started this?',
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata(
              `$exists($states.input.${STARTED_BY}) ? $states.input.${STARTED_BY} = $holder : false`,
            ),
            Assign: {
              ...Object.fromEntries(told),
              ledger_table: props.ledgerTable,
              bronze_bucket: props.bronzeBucket,
            },
            Next: work,
          },
        ],
        Default: 'Not started by a run',
      },
    ],
    [
      'Not started by a run',
      {
        Type: 'Fail',
        Error: 'Headwater.NoLock',
        Cause: 'A load works for the run that holds the lock; start the run instead',
      },
    ],
    [work, loadState(props.workGroup, dataset)],
  ];
  return {
    Comment: `Bronze to silver for ${dataset.name}`,
    QueryLanguage: 'JSONata',
    TimeoutSeconds: RUN_TIMEOUT.toSeconds(),
    ...chain(steps),
  };
}

/** The whole load as one state, so that a failure of any step begins it anew. */
function loadState(workGroup: string, dataset: Dataset): State {
  const { name } = dataset;
  const balanced: Steps = [
    [
      `${name}: balanced?`,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata('$number($verify.unaccounted) + $number($verify.missing) = 0'),
            Next: `${name}: owe gold`,
          },
        ],
        Default: `${name}: unaccounted`,
      },
    ],
    [
      `${name}: unaccounted`,
      {
        Type: 'Fail',
        Error: UNACCOUNTED,
        Cause: jsonata(
          `$verify.unaccounted & " records of ${name} are neither in silver nor in quarantine, and " & $verify.missing & " bronze objects are gone or shorter than they were"`,
        ),
      },
    ],
  ];
  return {
    Type: 'Parallel',
    Branches: [
      chain([
        ...newsStates(dataset, `${name}: clear`),
        ...loadSteps(workGroup, dataset),
        ...balanced,
        ...advanceStates(dataset),
        ...sweepStates(dataset, `${name}: clear`),
      ]),
    ],
    // From the start: a load begins by clearing what a failed one has staged.
    Retry: [
      { ErrorEquals: [UNACCOUNTED], MaxAttempts: 0 },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 60, MaxAttempts: 1 },
    ],
    Output: jsonata('$states.result[0]'),
  };
}

/**
 * The statements of a load with the choices between what is new and whole days: they differ in who tells of objects,
 * before the records are staged or after, and in what the staged ones are held against.
 */
function loadSteps(workGroup: string, dataset: Dataset): Steps {
  const { name } = dataset;
  const [whole, fresh] = [loadPlan(dataset, 'window'), loadPlan(dataset, 'new')];
  const states = (steps: readonly LoadStep[], step: string, prefix = name): Steps =>
    steps.filter((each) => each.name === step).flatMap((each) => stepStates(workGroup, prefix, each));
  const choice = (question: string, yes: string, no: string): Steps => [
    [question, choose('$reads_days', yes, no)],
  ];
  const leads = (steps: Steps, next: string): Steps =>
    steps.map(([each, state], at) => [each, at === steps.length - 1 ? { ...state, Next: next } : state]);
  const stage = fresh.findIndex((step) => step.name === 'stage');
  const between = fresh.slice(stage + 2).filter((step) => step.name !== 'verify' && step.name !== 'audit');
  const first = between[0]?.name ?? '';
  const ownName = `${name} (new)`;
  return [
    ...states(whole, 'clear'),
    ...choice(`${name}: objects first?`, `${name}: objects`, `${name}: stage`),
    ...states(whole, 'objects'),
    ...states(fresh, 'stage'),
    ...choice(`${name}: objects then?`, `${name}: ${first}`, `${ownName}: objects`),
    ...states(fresh, 'objects', ownName),
    ...between.flatMap((step) => stepStates(workGroup, name, step)),
    ...choice(`${name}: held against what?`, `${name}: verify`, `${ownName}: verify`),
    ...leads(states(whole, 'verify'), `${name}: audit`),
    ...states(fresh, 'verify', ownName),
    ...states(whole, 'audit'),
  ];
}

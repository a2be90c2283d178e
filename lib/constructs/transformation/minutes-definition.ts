import { Duration } from 'aws-cdk-lib';
import type { Dataset, GoldModel } from '../../../core/contracts';
import { followingModels, refreshSql, type Ordered } from '../../../core/plan';
import { qualified, silverTable } from '../../../core/tables';
import { chain, choose, jsonata, literal, type Definition, type Steps } from './asl';
import { statement } from './athena-states';
import { loadState } from './load-state';
import { giveBackLock, GOLD_LOCK, lockOf, takeLock } from './lock-states';
import { outcomeStates, RUN_OUTCOME, workingStates } from './outcome-states';
import { guarded, WORKED } from './run-states';
import { newWindow } from './window-state';

/** A run that takes longer is stopped. */
const MINUTES_TIMEOUT = Duration.hours(1);
/** Turns of 400 objects, so that a run ends within the half hour for which others wait. A backlog is for the hourly run. */
const TURNS = 5;
/** How long to wait for other datasets that refresh gold. */
const GOLD_PATIENCE = Duration.minutes(10);

const [GIVE_BACK, GIVE_GOLD_BACK] = ['Give the lock back', 'Give gold back'];

export interface MinutesProps {
  readonly workGroup: string;
  /** Name of the table that holds locks. */
  readonly ledgerTable: string;
  /** ARN of the machine that loads the dataset. */
  readonly machine: string;
  /** All models of the lake, in their order. */
  readonly models: readonly Ordered<GoldModel>[];
}

/**
 * A run of one dataset that asks for minutes: its load, then gold that follows it by itself. It holds the dataset's own lock, and steps
 * aside while another run of the dataset, the hourly one or maintenance does. What fails is done again by the next.
 */
export function minutesDefinition(dataset: Dataset, props: MinutesProps): Definition {
  const { ledgerTable } = props;
  const lock = lockOf(dataset);
  const steps: Steps = [
    ['Settle the window', newWindow({ ledgerTable, mostTurns: TURNS })],
    [
      'Take the lock',
      {
        ...takeLock({ ledgerTable, lock, work: MINUTES_TIMEOUT, whenHeld: 'Another run is under way' }),
        Next: 'Run',
      },
    ],
    ['Another run is under way', { Type: 'Succeed', Output: { skipped: true } }],
    ...workingStates(work(dataset, props), { all: qualified(silverTable(dataset)), next: GIVE_GOLD_BACK }),
    [GIVE_GOLD_BACK, giveBackLock(ledgerTable, GOLD_LOCK, GIVE_BACK)],
    [GIVE_BACK, giveBackLock(ledgerTable, lock)],
    ...outcomeStates(RUN_OUTCOME),
  ];
  return {
    Comment: `${dataset.name} in minutes`,
    QueryLanguage: 'JSONata',
    TimeoutSeconds: MINUTES_TIMEOUT.toSeconds(),
    ...chain(steps),
  };
}

function work(dataset: Dataset, { workGroup, ledgerTable, machine, models }: MinutesProps): Steps {
  const following = followingModels(dataset, models);
  const load = { table: qualified(silverTable(dataset)), dependsOn: [] };
  const landed = 'Did anything land?';
  const first = following.length > 0 ? 'Take gold' : WORKED;
  const refresh = ({ item }: Ordered<GoldModel>): string => `Refresh ${item.name}`;
  const gold = following.flatMap((model, at): Steps => {
    const next = following[at + 1];
    const then = next ? entryOf(refresh(next), next) : WORKED;
    return guarded(refresh(model), model, statement(workGroup, refreshSql(model.item)), then);
  });
  return [
    ['Nothing failed yet', { Type: 'Pass', Assign: { failed: [], changed: [] } }],
    ...guarded(`Load ${dataset.name}`, load, loadState(dataset, machine), landed),
    [landed, choose('$count($changed) > 0', first, WORKED)],
    ...(following.length > 0 ? takeGold(ledgerTable, following) : []),
    ...gold,
    // What a branch returns is all that the states after it see of the run.
    [WORKED, { Type: 'Pass', Output: { failed: jsonata('$failed') }, End: true }],
  ];
}

/** Gold is owed from the load on: where its lock can't be had, the hourly run pays. */
function takeGold(ledgerTable: string, following: readonly Ordered<GoldModel>[]): Steps {
  const tables = following.map(({ table }) => literal(table)).join(', ');
  const held = 'Gold is held';
  const take = takeLock({
    ledgerTable,
    lock: GOLD_LOCK,
    patience: GOLD_PATIENCE,
    every: Duration.seconds(15),
    work: MINUTES_TIMEOUT,
    whenHeld: held,
  });
  const [first] = following;
  return [
    ['Take gold', { ...take, ...(first && { Next: entryOf(`Refresh ${first.item.name}`, first) }) }],
    [
      held,
      {
        Type: 'Pass',
        Assign: { failed: jsonata(`$append($failed, [${tables}])`) },
        Output: {},
        Next: WORKED,
      },
    ],
  ];
}

/** The first state of a table that is filled. */
const entryOf = (name: string, { dependsOn }: Pick<Ordered<unknown>, 'dependsOn'>): string =>
  dependsOn.length > 0 ? `${name}?` : name;

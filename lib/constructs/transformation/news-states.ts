import type { Dataset } from '../../../core/contracts';
import { choose, jsonata, literal, type State, type Steps } from './asl';
import { oweState } from './gold-debt';
import { dynamodb, LEDGER_TABLE } from './ledger-states';
import { KEPT_TALLY, LINES, LISTED, LISTED_DAYS, listState, tallied } from './listing';

/**
 * Turns of a load; what is left then is for the next run. A turn writes some 110 events into the history of an execution,
 * which takes 25,000 and then fails, and a load that fails begins anew in the same execution.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const TURNS = 80;

/** Nothing arrived on it. */
const NO_DAY = '0001/01/01';

/** What whole days are read with: every path, however many objects. */
export const EVERY_OBJECT = {
  path_after: '',
  path_until: '~',
  objects_listed: 0,
  reads_days: true,
} as const;

/** Where the position of a dataset stands, with the tally of what was loaded on each of the last days. */
const positionOf = ({ name }: Dataset): object => ({ collection: { S: 'loaded_objects' }, id: { S: name } });

/** Reads how far a dataset is loaded into the variable `last_key`, and with which tally. */
export function positionState(dataset: Dataset): State {
  const start = literal(prefixOf(dataset));
  return {
    ...dynamodb('getItem', { TableName: LEDGER_TABLE, Key: positionOf(dataset), ConsistentRead: true }),
    Assign: {
      last_key: jsonata(`$exists($states.result.Item.object.S) ? $states.result.Item.object.S : ${start}`),
      loaded_days: jsonata(KEPT_TALLY),
    },
  };
}

/** Below which its objects stand. */
export const prefixOf = ({ bronze }: Dataset): string => `${bronze}/`;

/**
 * States that find out what of a dataset is new: one listing of the bronze bucket behind the last object that was
 * loaded and verified. Without a position everything is new. A backfill takes its days as they are.
 *
 * @param next the first state of the load
 */
export function newsStates(dataset: Dataset, next: string): Steps {
  const { name } = dataset;
  const prefix = prefixOf(dataset);
  // As text of a statement: whoever writes to bronze chooses the names of objects.
  const path = (key: string): string => `$replace("s3://" & $bronze_bucket & "/" & ${key}, "'", "''")`;
  const day = (place: number): string =>
    `$count(${LISTED_DAYS}) = 0 ? ${literal(NO_DAY)} : ${LISTED_DAYS}[${place}]`;
  return [
    [
      `${name}: of which days?`,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata('$not($backfill)'),
            Assign: { turns: 0, landed: 0, reads_days: false },
            Next: `${name}: position`,
          },
        ],
        Default: `${name}: whole days`,
      },
    ],
    [
      `${name}: whole days`,
      {
        Type: 'Pass',
        Assign: {
          window_from: jsonata('$asked_from'),
          window_to: jsonata('$asked_to'),
          landed: 0,
          ...EVERY_OBJECT,
        },
        Next: next,
      },
    ],
    [`${name}: position`, positionState(dataset)],
    [
      `${name}: list`,
      listState(prefix, '$last_key', {
        window_from: day(0),
        window_to: day(-1),
        path_after: path('$last_key'),
        path_until: path(`${LISTED}[-1].Key`),
        next_key: `$count(${LISTED}) = 0 ? $last_key : ${LISTED}[-1].Key`,
        next_days: tallied('$loaded_days', LISTED),
        objects_listed: `$count(${LINES})`,
        has_more: '$states.result.IsTruncated = true',
      }),
    ],
    [`${name}: anything new?`, choose('$next_key = $last_key', `${name}: sweep?`, next)],
  ];
}

/** States that note how far a verified load came, gold's debt first: what dies between the two is done again. */
export function advanceStates(dataset: Dataset): Steps {
  const { name } = dataset;
  const note = (days: string): object => ({
    TableName: LEDGER_TABLE,
    Item: {
      ...positionOf(dataset),
      object: { S: jsonata('$next_key') },
      days: { S: jsonata(`$string(${days})`) },
    },
  });
  return [
    [
      `${name}: owe gold`,
      { ...oweState(dataset), Assign: { landed: jsonata('$landed + $number($measure.landed)') } },
    ],
    [
      `${name}: what was read?`,
      {
        Type: 'Choice',
        Choices: [
          { Condition: jsonata('$backfill'), Next: `${name}: loaded` },
          { Condition: jsonata('$reads_days'), Next: `${name}: days are loaded` },
        ],
        Default: `${name}: advance`,
      },
    ],
    [`${name}: days are loaded`, { ...dynamodb('putItem', note('$swept_days')), Next: `${name}: loaded` }],
    [
      `${name}: advance`,
      { ...dynamodb('putItem', note('$next_days')), Assign: { turns: jsonata('$turns + 1') } },
    ],
    [`${name}: more?`, choose('$has_more and $turns < $most_turns', `${name}: position`, `${name}: sweep?`)],
  ];
}

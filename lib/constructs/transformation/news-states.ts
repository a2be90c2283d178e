import type { Dataset } from '../../../core/contracts';
import { qualified, silverTable } from '../../../core/tables';
import { integration, jsonata, literal, type State, type Steps } from './asl';

/** Named by variables of the run: a name that only a deployment knows would stand in the template for every state. */
const LEDGER_TABLE = jsonata('$ledger_table');

/** Objects that a load takes at once: what S3 tells of them has to fit into a state's 256 KB. More are taken in turns. */
const OBJECTS_AT_A_TIME = 400;

/**
 * Turns of a load; what is left then is for the next run. A turn writes some 110 events into the history of an execution,
 * which takes 25,000 and then fails, and a load that fails begins anew in the same execution.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const TURNS = 90;

/** Nothing arrived on it. */
const NO_DAY = '0001/01/01';

const COLLECTION = { S: 'loaded_objects' };
/** Tables of silver that have changed since gold was last filled without a failure. */
const STALE = { collection: { S: 'gold_owes' }, id: { S: 'silver_tables' } };

const LEDGER_BUSY = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 6,
};

const dynamodb = (action: string, args: object): State => ({
  Type: 'Task',
  Resource: integration(`dynamodb:${action}`),
  Arguments: args,
  Retry: [LEDGER_BUSY],
  Output: {},
});

/**
 * States that find out what of a dataset is new: one listing of the bronze bucket behind the last object that was
 * loaded and verified. Without a position everything is new. A run over days takes them as they are.
 *
 * @param next the first state of the load
 */
export function newsStates(dataset: Dataset, next: string): Steps {
  const { name, bronze } = dataset;
  const prefix = `${bronze}/`;
  // As text of a statement: whoever writes to bronze chooses the names of objects.
  const path = (key: string): string =>
    jsonata(`$replace("s3://" & $bronze_bucket & "/" & ${key}, "'", "''")`);
  const keys = `$append([], $states.result.Contents)`;
  const arrived = '[0-9]{4}\\/[0-9]{2}\\/[0-9]{2}';
  const days = `$sort($append([], ${keys}[$contains(Key, /^[^\\/]+\\/${arrived}\\/[^\\/]+$/)].($match(Key, /${arrived}/)[0].match)))`;
  // Names of other forms are no lines that Athena shows.
  const lines = `${keys}[$contains(Key, /\\/[^\\/._][^\\/]*\\.json$/) and Size > 0]`;
  return [
    [
      `${name}: of which days?`,
      {
        Type: 'Choice',
        Choices: [
          { Condition: jsonata('$not($whole_days)'), Assign: { turns: 0 }, Next: `${name}: position` },
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
          path_after: '',
          path_until: '~',
          objects_listed: 0,
          has_more: false,
        },
        Next: next,
      },
    ],
    [
      `${name}: position`,
      {
        ...dynamodb('getItem', {
          TableName: LEDGER_TABLE,
          Key: { collection: COLLECTION, id: { S: name } },
          ConsistentRead: true,
        }),
        Assign: {
          last_key: jsonata(
            `$exists($states.result.Item.object.S) ? $states.result.Item.object.S : ${literal(prefix)}`,
          ),
        },
      },
    ],
    [
      `${name}: list`,
      {
        Type: 'Task',
        Resource: integration('aws-sdk:s3:listObjectsV2'),
        Arguments: {
          Bucket: jsonata('$bronze_bucket'),
          Prefix: prefix,
          StartAfter: jsonata('$last_key'),
          MaxKeys: OBJECTS_AT_A_TIME,
        },
        Retry: [LEDGER_BUSY],
        Assign: {
          window_from: jsonata(`$count(${days}) = 0 ? ${literal(NO_DAY)} : ${days}[0]`),
          window_to: jsonata(`$count(${days}) = 0 ? ${literal(NO_DAY)} : ${days}[-1]`),
          path_after: path('$last_key'),
          path_until: path(`${keys}[-1].Key`),
          next_key: jsonata(`$count(${keys}) = 0 ? $last_key : ${keys}[-1].Key`),
          objects_listed: jsonata(`$count(${lines})`),
          has_more: jsonata('$states.result.IsTruncated = true'),
        },
        Output: {},
      },
    ],
    [
      `${name}: anything new?`,
      {
        Type: 'Choice',
        Choices: [{ Condition: jsonata('$next_key = $last_key'), Next: `${name}: nothing new` }],
        Default: next,
      },
    ],
    [`${name}: nothing new`, { Type: 'Succeed', Output: { landed: 0 } }],
  ];
}

/** States that note how far a verified load came, gold's debt first: what dies between the two is done again. */
export function advanceStates(dataset: Dataset): Steps {
  const { name } = dataset;
  const table = qualified(silverTable(dataset));
  return [
    [
      `${name}: owe gold`,
      dynamodb('updateItem', {
        TableName: LEDGER_TABLE,
        Key: STALE,
        UpdateExpression: 'ADD silver_tables :changed',
        ExpressionAttributeValues: { ':changed': { SS: [table] } },
      }),
    ],
    [
      `${name}: by position?`,
      {
        Type: 'Choice',
        Choices: [{ Condition: jsonata('$whole_days'), Next: `${name}: loaded` }],
        Default: `${name}: advance`,
      },
    ],
    [
      `${name}: advance`,
      {
        ...dynamodb('putItem', {
          TableName: LEDGER_TABLE,
          Item: { collection: COLLECTION, id: { S: name }, object: { S: jsonata('$next_key') } },
        }),
        Assign: { turns: jsonata('$turns + 1') },
      },
    ],
    [
      `${name}: more?`,
      {
        Type: 'Choice',
        Choices: [{ Condition: jsonata(`$has_more and $turns < ${TURNS}`), Next: `${name}: position` }],
        Default: `${name}: loaded`,
      },
    ],
    [`${name}: loaded`, { Type: 'Succeed', Output: { landed: jsonata('$number($measure.landed)') } }],
  ];
}

/** Reads which tables gold has not followed yet into the variable `changed`. */
export function owedStates(): Steps {
  return [
    [
      'What does gold owe?',
      {
        ...dynamodb('getItem', { TableName: LEDGER_TABLE, Key: STALE, ConsistentRead: true }),
        Assign: { changed: jsonata('$append([], $states.result.Item.silver_tables.SS)') },
      },
    ],
  ];
}

/** The state after all tables are filled, or were not. */
export const SETTLE = 'Is gold complete?';

/** Forgets gold's debt when nothing of the run has failed. */
export function settledStates(next: string): Steps {
  return [
    [
      SETTLE,
      {
        Type: 'Choice',
        Choices: [{ Condition: jsonata('$count($failed) = 0'), Next: 'Gold owes nothing' }],
        Default: next,
      },
    ],
    ['Gold owes nothing', { ...dynamodb('deleteItem', { TableName: LEDGER_TABLE, Key: STALE }), Next: next }],
  ];
}

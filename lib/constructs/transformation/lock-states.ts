import { Duration } from 'aws-cdk-lib';
import type { Dataset } from '../../../core/contracts';
import { EXPIRES_AT } from '../ledger';
import { integration, jsonata, type State } from './asl';

/** A run that takes longer is stopped. Seconds. */
export const RUN_TIMEOUT = Duration.hours(6);

/** Longer than a run can take, so that a lock runs out only when its holder is gone. */
const GRACE = Duration.minutes(10);

/** The lock on the lake's tables. */
export const TABLES_LOCK = 'tables';
/** The lock that datasets loaded in minutes hold while they refresh gold, since they may share it. */
export const GOLD_LOCK = 'tables/gold in minutes';

/** The lock of a dataset that is loaded in minutes. */
export function lockOf({ name }: Pick<Dataset, 'name'>): string {
  return `${TABLES_LOCK}/${name}`;
}

const keyOf = (lock: string): object => ({ collection: { S: 'locks' }, id: { S: lock } });
const HELD = 'DynamoDB.ConditionalCheckFailedException';
const ME = jsonata('$states.context.Execution.Id');

export interface TakeLockProps {
  readonly ledgerTable: string;
  /** @default that on the lake's tables */
  readonly lock?: string;
  /** How long to wait for another holder. @default not at all */
  readonly patience?: Duration;
  /** How often to try meanwhile. @default every minute */
  readonly every?: Duration;
  /** The most that a holder takes. @default what a run may take */
  readonly work?: Duration;
  /** The state to go on with when another one holds it all the time. */
  readonly whenHeld: string;
}

/**
 * Takes a lock: transformation and maintenance never work beside each other, nor two runs of one dataset.
 *
 * A lock rather than a look at running executions: between looking and starting two of them could both find
 * none. It is given back at the end of a run, also of a failed one; after a stopped one it runs out.
 */
export function takeLock(props: TakeLockProps): State {
  const { ledgerTable, lock = TABLES_LOCK, patience = Duration.minutes(0), work = RUN_TIMEOUT } = props;
  const every = (props.every ?? Duration.minutes(1)).toSeconds();
  const attempts = Math.floor(patience.toSeconds() / every);
  const lease = work.plus(GRACE).toSeconds();
  return {
    Type: 'Task',
    Resource: integration('dynamodb:putItem'),
    Arguments: {
      TableName: ledgerTable,
      Item: {
        ...keyOf(lock),
        holder: { S: ME },
        [EXPIRES_AT]: { N: jsonata(`$string($floor($millis() / 1000) + ${lease})`) },
      },
      ConditionExpression: `attribute_not_exists(id) OR ${EXPIRES_AT} < :now OR holder = :me`,
      ExpressionAttributeValues: {
        ':now': { N: jsonata('$string($floor($millis() / 1000))') },
        ':me': { S: ME },
      },
    },
    Retry: [
      ...(attempts > 0
        ? [{ ErrorEquals: [HELD], IntervalSeconds: every, BackoffRate: 1, MaxAttempts: attempts }]
        : []),
      {
        ErrorEquals: ['DynamoDB.ThrottlingException', 'DynamoDB.InternalServerError'],
        IntervalSeconds: 2,
        BackoffRate: 2,
        MaxAttempts: 6,
      },
    ],
    Catch: [{ ErrorEquals: [HELD], Next: props.whenHeld }],
    Output: {},
  };
}

/** Reads who holds a lock into the variable `holder`: the execution, or `nobody`. */
export function lookAtLock(ledgerTable: string, lock: string): State {
  return {
    Type: 'Task',
    Resource: integration('dynamodb:getItem'),
    Arguments: { TableName: ledgerTable, Key: keyOf(lock), ConsistentRead: true },
    Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 6 }],
    Assign: {
      holder: jsonata('$exists($states.result.Item.holder.S) ? $states.result.Item.holder.S : "nobody"'),
    },
    // The input stays: it says who started the load and what it loads.
    Output: jsonata('$states.input'),
  };
}

/** Gives a lock back. @param whenHeld the state to go on with when another one holds it. @default an error */
export function giveBackLock(ledgerTable: string, lock = TABLES_LOCK, whenHeld?: string): State {
  return {
    Type: 'Task',
    Resource: integration('dynamodb:deleteItem'),
    Arguments: {
      TableName: ledgerTable,
      Key: keyOf(lock),
      ConditionExpression: 'attribute_not_exists(id) OR holder = :me',
      ExpressionAttributeValues: { ':me': { S: ME } },
    },
    Retry: [
      ...(whenHeld === undefined ? [] : [{ ErrorEquals: [HELD], MaxAttempts: 0 }]),
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 6 },
    ],
    ...(whenHeld !== undefined && { Catch: [{ ErrorEquals: [HELD], Next: whenHeld }] }),
    Output: {},
  };
}

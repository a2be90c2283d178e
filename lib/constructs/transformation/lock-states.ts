import { Duration } from 'aws-cdk-lib';
import { EXPIRES_AT } from '../ledger';
import { integration, jsonata, type State } from './asl';

/** A run that takes longer is stopped. Seconds. */
export const RUN_TIMEOUT = Duration.hours(6);

/** Longer than a run can take, so that a lock runs out only when its holder is gone. */
const LEASE = RUN_TIMEOUT.plus(Duration.minutes(10)).toSeconds();

const KEY = { collection: { S: 'locks' }, id: { S: 'tables' } };
const HELD = 'DynamoDB.ConditionalCheckFailedException';

/**
 * Takes the lock on the lake's tables: transformation and maintenance never work beside each other.
 *
 * A lock rather than a look at running executions: between looking and starting two of them could both find
 * none. It is given back at the end of a run, also of a failed one; after a stopped one it runs out.
 *
 * @param patience how long to wait for another holder
 */
export function takeLock(tableName: string, patience: Duration, whenHeld: string): State {
  const attempts = Math.floor(patience.toSeconds() / 60);
  return {
    Type: 'Task',
    Resource: integration('dynamodb:putItem'),
    Arguments: {
      TableName: tableName,
      Item: {
        ...KEY,
        holder: { S: jsonata('$states.context.Execution.Id') },
        [EXPIRES_AT]: { N: jsonata(`$string($floor($millis() / 1000) + ${LEASE})`) },
      },
      ConditionExpression: `attribute_not_exists(id) OR ${EXPIRES_AT} < :now OR holder = :me`,
      ExpressionAttributeValues: {
        ':now': { N: jsonata('$string($floor($millis() / 1000))') },
        ':me': { S: jsonata('$states.context.Execution.Id') },
      },
    },
    Retry: [
      ...(attempts > 0
        ? [{ ErrorEquals: [HELD], IntervalSeconds: 60, BackoffRate: 1, MaxAttempts: attempts }]
        : []),
      {
        ErrorEquals: ['DynamoDB.ThrottlingException', 'DynamoDB.InternalServerError'],
        IntervalSeconds: 2,
        BackoffRate: 2,
        MaxAttempts: 6,
      },
    ],
    Catch: [{ ErrorEquals: [HELD], Next: whenHeld }],
    Output: {},
  };
}

/** Reads who holds the lock into the variable `holder`: the execution, or `nobody`. */
export function lookAtLock(tableName: string): State {
  return {
    Type: 'Task',
    Resource: integration('dynamodb:getItem'),
    Arguments: { TableName: tableName, Key: KEY, ConsistentRead: true },
    Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 6 }],
    Assign: {
      holder: jsonata('$exists($states.result.Item.holder.S) ? $states.result.Item.holder.S : "nobody"'),
    },
    // The input stays: it says who started the load and what it loads.
    Output: jsonata('$states.input'),
  };
}

export function giveBackLock(tableName: string): State {
  return {
    Type: 'Task',
    Resource: integration('dynamodb:deleteItem'),
    Arguments: {
      TableName: tableName,
      Key: KEY,
      ConditionExpression: 'attribute_not_exists(id) OR holder = :me',
      ExpressionAttributeValues: { ':me': { S: jsonata('$states.context.Execution.Id') } },
    },
    Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 6 }],
    Output: {},
  };
}

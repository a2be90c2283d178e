import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  systemClock,
  type Clock,
  type Ledger,
  type LedgerEntry,
  type LedgerPutOptions,
} from '../../core/ports';

interface Item<T> {
  readonly collection: string;
  readonly id: string;
  readonly value: T;
  readonly version: number;
  /** Seconds since 1970-01-01 UTC; DynamoDB deletes the item some time after. */
  readonly expires_at?: number;
}

/** The ledger as a DynamoDB table with partition key `collection` and sort key `id`. */
export class DynamoDbLedger implements Ledger {
  /** @param clock tells what has expired. @default the system's */
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly clock: Clock = systemClock,
  ) {}

  async get<T>(collection: string, id: string): Promise<LedgerEntry<T> | undefined> {
    const { Item: item } = await this.client.send(
      new GetCommand({ TableName: this.tableName, Key: { collection, id }, ConsistentRead: true }),
    );
    const found = item as Item<T> | undefined;
    // Expired items stay readable until DynamoDB gets round to deleting them.
    if (!found || (found.expires_at !== undefined && found.expires_at * 1000 < this.clock.now().getTime()))
      return undefined;
    return { value: found.value, version: found.version };
  }

  async put<T>(
    collection: string,
    id: string,
    value: T,
    expectedVersion: number,
    { expiresAt }: LedgerPutOptions = {},
  ): Promise<LedgerEntry<T> | undefined> {
    const version = expectedVersion + 1;
    const item: Item<T> = {
      collection,
      id,
      value,
      version,
      ...(expiresAt && { expires_at: Math.ceil(expiresAt.getTime() / 1000) }),
    };
    const fresh = expectedVersion === 0;
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.tableName,
          Item: item,
          ConditionExpression: fresh
            ? 'attribute_not_exists(#version) OR expires_at < :now'
            : '#version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: fresh
            ? { ':now': Math.floor(this.clock.now().getTime() / 1000) }
            : { ':expected': expectedVersion },
        }),
      );
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
    return { value, version };
  }

  async *list<T>(collection: string): AsyncIterable<LedgerEntry<T> & { readonly id: string }> {
    const pages = paginateQuery(
      { client: this.client },
      {
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#collection = :collection',
        ExpressionAttributeNames: { '#collection': 'collection' },
        ExpressionAttributeValues: { ':collection': collection },
      },
    );
    for await (const { Items: items = [] } of pages) {
      for (const { id, value, version } of items as Item<T>[]) yield { id, value, version };
    }
  }
}

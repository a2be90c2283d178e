import type { ObjectStore } from '../../core/ports';
import { StateError, type Json } from './interpreter';

interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly SS?: readonly string[];
}
type Item = Readonly<Record<string, Attribute>>;

interface Parameters {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly Prefix?: string;
  readonly StartAfter?: string;
  readonly MaxKeys?: number;
}

/** What a run keeps in the ledger's table, and what it lists of the bronze bucket. */
export class StateServices {
  private readonly items = new Map<string, Item>();

  constructor(private readonly bronze: Pick<ObjectStore, 'list'>) {}

  /** @returns undefined for a call that isn't of these services */
  async perform(service: string, given: Json): Promise<Json | undefined> {
    const parameters = given as Parameters;
    const key = keyOf(parameters.Key ?? parameters.Item);
    switch (service) {
      case 'dynamodb:getItem': {
        const found = this.items.get(key);
        return found ? ({ Item: found } as unknown as Json) : {};
      }
      case 'dynamodb:putItem':
        this.require(key, parameters);
        this.items.set(key, parameters.Item ?? {});
        return {};
      case 'dynamodb:deleteItem':
        this.require(key, parameters);
        this.items.delete(key);
        return {};
      case 'dynamodb:updateItem':
        this.add(key, parameters);
        return {};
      case 'aws-sdk:s3:listObjectsV2':
        return this.list(parameters);
      default:
        return undefined;
    }
  }

  /** Conditions of locks: terms of which one has to hold. */
  private require(
    key: string,
    { ConditionExpression: condition, ExpressionAttributeValues: values = {} }: Parameters,
  ): void {
    if (condition === undefined) return;
    const item = this.items.get(key);
    const holds = condition.split(' OR ').some((term) => {
      if (term === 'attribute_not_exists(id)') return item === undefined;
      const [, name = '', operator, value = ''] = /^(\w+) ([<=]) (:\w+)$/.exec(term) ?? [];
      if (operator === undefined) throw new Error(`Not understood here: ${term}`);
      const [is, asked] = [item?.[name], values[value]];
      return operator === '=' ? is?.S === asked?.S : Number(is?.N) < Number(asked?.N);
    });
    if (!holds)
      throw new StateError('DynamoDB.ConditionalCheckFailedException', 'The condition does not hold');
  }

  private add(
    key: string,
    { UpdateExpression: expression = '', ExpressionAttributeValues: values = {} }: Parameters,
  ): void {
    const [, name, value] = /^ADD (\w+) (:\w+)$/.exec(expression) ?? [];
    if (name === undefined || value === undefined) throw new Error(`Not understood here: ${expression}`);
    const before = this.items.get(key) ?? {};
    const members = new Set([...(before[name]?.SS ?? []), ...(values[value]?.SS ?? [])]);
    this.items.set(key, { ...before, [name]: { SS: [...members] } });
  }

  private async list({
    Prefix: prefix = '',
    StartAfter: after = '',
    MaxKeys: most = 1000,
  }: Parameters): Promise<Json> {
    const found: { readonly Key: string; readonly Size: number; readonly LastModified: string }[] = [];
    for await (const { key, size, lastModified } of this.bronze.list(prefix))
      if (key > after) found.push({ Key: key, Size: size, LastModified: lastModified.toISOString() });
    found.sort((a, b) => (a.Key < b.Key ? -1 : 1));
    const page = found.slice(0, most);
    return {
      KeyCount: page.length,
      IsTruncated: found.length > page.length,
      ...(page.length > 0 && { Contents: page }),
    };
  }
}

const keyOf = (item: Item | undefined): string => `${item?.collection?.S}/${item?.id?.S}`;

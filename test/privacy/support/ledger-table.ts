import { json, type Reply } from './reply';

interface Item {
  readonly collection: { readonly S: string };
  readonly id: { readonly S: string };
  readonly version: { readonly N: string };
}

interface Request {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ExpressionAttributeValues?: {
    readonly ':expected'?: { readonly N: string };
    readonly ':collection'?: { readonly S: string };
  };
}

/** The ledger's table as DynamoDB answers for it, as far as the ledger asks. */
export class LedgerTable {
  private readonly items = new Map<string, Item>();

  answer(operation: string, { Key, Item, ExpressionAttributeValues: values }: Request): Reply {
    if (operation === 'Query') {
      const collection = values?.[':collection']?.S;
      return json({ Items: [...this.items.values()].filter((item) => item.collection.S === collection) });
    }
    if (operation === 'GetItem') return json({ Item: this.items.get(nameOf(Key)) });
    if (this.items.get(nameOf(Item))?.version.N !== values?.[':expected']?.N) {
      return json(
        { __type: 'ConditionalCheckFailedException', message: 'The conditional request failed' },
        400,
      );
    }
    if (Item) this.items.set(nameOf(Item), Item);
    return json({});
  }
}

function nameOf(item: Item | undefined): string {
  return `${item?.collection.S} ${item?.id.S}`;
}

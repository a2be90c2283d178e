import type { IncomingHttpHeaders } from 'node:http';
import { canariesIn } from './canaries';

/** One call that a function made of a service. */
export interface Call {
  /** As the service is named in `X-Amz-Target`, or `S3`, or `LakeFormation`. */
  readonly service: string;
  readonly operation: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface DynamoItem {
  readonly Item?: { readonly collection: { readonly S: string } };
}

/** Where canaries stand in calls that may not hold any there. */
export function strayCanaries(calls: readonly Call[]): string[] {
  return calls.flatMap((call) => {
    const { service, operation, path, headers } = call;
    const text = [path, JSON.stringify(headers), guardedBody(call)].join('\n');
    return canariesIn(text).map((found) => `${service} ${operation}: ${found}`);
  });
}

/**
 * The part of a body that may hold no personal data. Left out is what may: objects, the data of stream
 * records, and paths of partners' files in the entries of the ledger that are made of them.
 */
function guardedBody({ service, body }: Call): string {
  if (service === 'S3') return '';
  const text = body.toString('utf8');
  if (service === 'Kinesis') return without('Data', text);
  if (service === 'DynamoDB' && isOfFiles(JSON.parse(text) as DynamoItem)) return without('path', text);
  return text;
}

function isOfFiles({ Item }: DynamoItem): boolean {
  return Item !== undefined && /^document(s|-sightings-.+)$/.test(Item.collection.S);
}

function without(property: string, json: string): string {
  return JSON.stringify(JSON.parse(json, (key, value: unknown) => (key === property ? undefined : value)));
}

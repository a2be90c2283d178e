import { GetObjectCommand, S3Client, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Deployment } from './deployment';
import { CLIENT } from './signed-fetch';

/** One line of a bronze object. */
export interface BronzeLine {
  readonly key: string;
  readonly text: string;
  readonly event: BronzeEvent;
}

/** A CloudEvent with the attributes that landing adds. */
interface BronzeEvent {
  readonly recordedtime: string;
  /** Position in the shard, 56 digits, and the shard. */
  readonly sequence: string;
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly dataset?: string;
  readonly datacontenttype?: string;
  readonly data?: unknown;
  readonly data_base64?: string;
}

/** Every line of every object in the bronze bucket, in the order of keys and lines. */
export async function bronzeLines({ endpoint, bronzeBucket }: Deployment): Promise<BronzeLine[]> {
  const client = new S3Client({ ...CLIENT, endpoint, forcePathStyle: true });
  try {
    const lines: BronzeLine[] = [];
    for await (const { Contents: objects = [] } of paginateListObjectsV2(
      { client },
      { Bucket: bronzeBucket },
    )) {
      for (const { Key: key = '' } of objects) lines.push(...(await linesOf(client, bronzeBucket, key)));
    }
    return lines;
  } finally {
    client.destroy();
  }
}

async function linesOf(client: S3Client, bucket: string, key: string): Promise<BronzeLine[]> {
  const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const content = (await body?.transformToString()) ?? '';
  if (!content.endsWith('\n')) throw new Error(`${key} doesn't end with a line end.`);
  return content
    .slice(0, -1)
    .split('\n')
    .map((text) => ({ key, text, event: JSON.parse(text) as BronzeEvent }));
}

/** The name that an object must have whose first record arrived then and there. */
export function keyOf(dataset: string, arrivedAt: Date, shard: string, sequenceNumber: string): string {
  const [day = '', time = ''] = arrivedAt.toISOString().split('T');
  return `${dataset}/${day.replaceAll('-', '/')}/${time.replaceAll(/[:.]/g, '')}-${shard}-${sequenceNumber}.json`;
}

/** How a bronze line says where on the stream its record stood. */
export function placeOf(shard: string, sequenceNumber: string): string {
  return `${sequenceNumber.padStart(56, '0')}-${shard}`;
}

import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RangeReader } from '../zip';

/** An archive as an object of S3. */
export class S3Range implements RangeReader {
  private constructor(
    private readonly client: S3Client,
    private readonly at: { readonly Bucket: string; readonly Key: string },
    readonly size: number,
  ) {}

  static async open(client: S3Client, bucket: string, key: string): Promise<S3Range> {
    const at = { Bucket: bucket, Key: key };
    const { ContentLength: size = 0 } = await client.send(new HeadObjectCommand(at));
    return new S3Range(client, at, size);
  }

  async read(start: number, length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    const end = Math.min(start + length, this.size);
    for await (const part of this.stream(start, end)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** One request for the whole range, as it comes. */
  async *stream(start: number, end: number): AsyncGenerator<Buffer> {
    if (end <= start) return;
    const { Body: body } = await this.client.send(
      new GetObjectCommand({ ...this.at, Range: `bytes=${start}-${end - 1}` }),
    );
    for await (const part of body as AsyncIterable<Uint8Array>)
      yield Buffer.from(part.buffer, part.byteOffset, part.length);
  }
}

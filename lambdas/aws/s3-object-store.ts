import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { ByteMeter } from '../byte-meter';
import type { ObjectInfo, ObjectStore, PutOptions, StreamedPut } from '../../core/ports';

const CONFLICT_TRIES = 5;
const CONFLICT_DELAY_MS = 100;
/** Part size of a streamed upload; 10,000 parts of it hold 156 GiB. Bytes. */
const PART_BYTES = 16 * 1024 * 1024;

/** A zone of the lake as an S3 bucket. Encryption and key come from the bucket's default. */
export class S3ObjectStore implements ObjectStore {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
  async putIfAbsent(
    key: string,
    body: Uint8Array | string,
    options?: PutOptions,
  ): Promise<'written' | 'exists'> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.client.send(
          new PutObjectCommand({ ...this.at(key), Body: body, IfNoneMatch: '*', ...headers(options) }),
        );
        return 'written';
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412) return 'exists';
        // Another writer of the same key is under way: ask again who has won.
        if (status !== 409 || attempt === CONFLICT_TRIES) throw error;
        await sleep(CONFLICT_DELAY_MS * attempt);
      }
    }
  }

  async put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<void> {
    await this.client.send(new PutObjectCommand({ ...this.at(key), Body: body, ...headers(options) }));
  }

  async putStream(key: string, body: Readable, options?: PutOptions): Promise<StreamedPut> {
    const meter = new ByteMeter();
    body.on('error', (error) => meter.destroy(error));
    const upload = new Upload({
      client: this.client,
      params: { ...this.at(key), Body: body.pipe(meter), ...headers(options) },
      partSize: PART_BYTES,
      queueSize: 2,
    });
    await upload.done();
    return meter.measured();
  }

  async get(key: string): Promise<Buffer | undefined> {
    try {
      const { Body: body } = await this.client.send(new GetObjectCommand(this.at(key)));
      return body && Buffer.from(await body.transformToByteArray());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async getStream(key: string): Promise<Readable> {
    const { Body: body } = await this.client.send(new GetObjectCommand(this.at(key)));
    return body as Readable;
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    try {
      const found = await this.client.send(new HeadObjectCommand(this.at(key)));
      return {
        key,
        size: found.ContentLength ?? 0,
        lastModified: found.LastModified ?? new Date(0),
        metadata: found.Metadata ?? {},
      };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: prefix });
    for await (const { Contents: contents = [] } of pages) {
      for (const { Key: key, Size: size = 0, LastModified: lastModified = new Date(0) } of contents) {
        if (key !== undefined) yield { key, size, lastModified, metadata: {} };
      }
    }
  }

  /** One CopyObject call moves at most 5 GiB. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
  async move(from: string, to: string): Promise<void> {
    const source = `${this.bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
    await this.client.send(new CopyObjectCommand({ ...this.at(to), CopySource: source }));
    await this.delete(from);
  }

  async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.at(key)));
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: key };
  }
}

function headers({ contentType = 'application/octet-stream', metadata = {} }: PutOptions = {}): {
  ContentType: string;
  Metadata: Record<string, string>;
} {
  return { ContentType: contentType, Metadata: { ...metadata } };
}

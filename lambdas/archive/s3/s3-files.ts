import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { HeadObjectCommand, PutObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import type { Entry } from '../zip';

export type PutOutcome = 'taken' | 'known' | 'differs';

const CONFLICT_TRIES = 5;
const CONFLICT_DELAY_MS = 200;

/** Files of archives as objects of S3, which verifies each by the CRC-32 that the archive's directory has. */
export class S3Files {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  /**
   * Writes a file unless there is one of its key.
   *
   * @param body when it is a stream, it isn't sent a second time: who calls tries the whole group again
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
   */
  async put(
    key: string,
    { size, crc }: Pick<Entry, 'size' | 'crc'>,
    body: Buffer | Readable,
  ): Promise<PutOutcome> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.client.send(
          new PutObjectCommand({
            Bucket: this.bucket,
            Key: key,
            Body: body,
            ContentLength: size,
            ChecksumCRC32: checksumOf(crc),
            IfNoneMatch: '*',
          }),
        );
        return 'taken';
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412) return this.compare(key, { size, crc });
        // Another writer of the same key is under way: ask again who has won.
        if (status !== 409 || attempt === CONFLICT_TRIES || !Buffer.isBuffer(body)) throw error;
        await sleep(CONFLICT_DELAY_MS * attempt);
      }
    }
  }

  /** Whether the file that is there is the same. */
  async compare(key: string, { size, crc }: Pick<Entry, 'size' | 'crc'>): Promise<'known' | 'differs'> {
    const found = await this.client.send(
      new HeadObjectCommand({ Bucket: this.bucket, Key: key, ChecksumMode: 'ENABLED' }),
    );
    return found.ContentLength === size && found.ChecksumCRC32 === checksumOf(crc) ? 'known' : 'differs';
  }
}

/** Base64 of the four bytes, the highest first. */
export function checksumOf(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
}

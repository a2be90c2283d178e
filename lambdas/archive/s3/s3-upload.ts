import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  S3ServiceException,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { crc32 } from 'node:zlib';
import { checksumOf } from './s3-files';

/** An object that is written in parts, by several functions. */
export class S3Upload {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly key: string,
  ) {}

  /** @returns its id */
  async begin(): Promise<string> {
    const { UploadId: id = '' } = await this.client.send(
      new CreateMultipartUploadCommand({ Bucket: this.bucket, Key: this.key, ChecksumAlgorithm: 'CRC32' }),
    );
    return id;
  }

  async put(id: string, number: number, body: Buffer): Promise<void> {
    await this.client.send(
      new UploadPartCommand({
        Bucket: this.bucket,
        Key: this.key,
        UploadId: id,
        PartNumber: number,
        Body: body,
        ChecksumCRC32: checksumOf(crc32(body)),
      }),
    );
  }

  /** Puts the parts that are there together. @returns how many there were, and their bytes; undefined when there is no such upload any more */
  async finish(id: string): Promise<{ readonly parts: number; readonly size: number } | undefined> {
    try {
      return await this.complete(id);
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
      throw error;
    }
  }

  private async complete(id: string): Promise<{ readonly parts: number; readonly size: number }> {
    const parts: CompletedPart[] = [];
    let size = 0;
    let marker: string | undefined;
    do {
      const page = await this.client.send(
        new ListPartsCommand({
          Bucket: this.bucket,
          Key: this.key,
          UploadId: id,
          ...(marker !== undefined && { PartNumberMarker: marker }),
        }),
      );
      for (const { PartNumber, ETag, ChecksumCRC32, Size = 0 } of page.Parts ?? []) {
        parts.push({ PartNumber, ETag, ChecksumCRC32 });
        size += Size;
      }
      marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
    } while (marker !== undefined);
    await this.client.send(
      new CompleteMultipartUploadCommand({
        Bucket: this.bucket,
        Key: this.key,
        UploadId: id,
        MultipartUpload: { Parts: parts },
      }),
    );
    return { parts: parts.length, size };
  }
}

import {
  GetObjectCommand,
  HeadObjectCommand,
  S3ServiceException,
  type HeadObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { checksumFrom, type Checksum } from './checksum';
import { FetchBrokenError, FetchRefusedError } from './errors';
import type { ByteRange, RemoteFile, RemoteInfo } from './remote-file';

/** An object of S3. */
export class S3File implements RemoteFile {
  private readonly at: { readonly Bucket: string; readonly Key: string };

  /** @param url `s3://bucket/key` */
  constructor(
    private readonly client: S3Client,
    url: string,
  ) {
    const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
    this.at = { Bucket, Key };
  }

  async probe(): Promise<RemoteInfo> {
    try {
      const found = await this.client.send(new HeadObjectCommand({ ...this.at, ChecksumMode: 'ENABLED' }));
      const { ContentLength: size, ETag: version } = found;
      const checksum = checksumOf(found);
      return {
        hasRanges: true,
        ...(size !== undefined && { size }),
        ...(version !== undefined && { version }),
        ...(checksum && { checksum }),
      };
    } catch (error) {
      throw refusal(error);
    }
  }

  async open(
    { version }: RemoteInfo,
    range?: ByteRange,
    signal?: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    try {
      const { Body: body } = await this.client.send(
        new GetObjectCommand({
          ...this.at,
          ...(version !== undefined && { IfMatch: version }),
          ...(range && { Range: `bytes=${range.start}-${range.end}` }),
        }),
        { ...(signal && { abortSignal: signal }) },
      );
      return body as unknown as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw refusal(error);
    }
  }
}

/**
 * A checksum of the whole object that was stored with it; else the ETag, which of an object that came in one piece and
 * isn't encrypted with a key of somebody's is its MD5.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function checksumOf({
  ETag: tag,
  ChecksumType: type,
  ChecksumSHA256: sha256,
  ChecksumCRC32: crc,
  ServerSideEncryption: encryption,
  SSECustomerAlgorithm: own,
}: HeadObjectCommandOutput): Checksum | undefined {
  const hex = /^"([0-9a-f]{32})"$/.exec(tag ?? '')?.[1];
  const isPlain = own === undefined && (encryption === undefined || encryption === 'AES256');
  // Of parts, it is a checksum of checksums.
  const isOfWhole = type !== 'COMPOSITE';
  return (
    (isOfWhole ? checksumFrom('sha256', sha256) : undefined) ??
    (isPlain ? checksumFrom('md5', hex) : undefined) ??
    (isOfWhole ? checksumFrom('crc32', crc) : undefined)
  );
}

function refusal(error: unknown): unknown {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  if (status === 404) return new FetchRefusedError('S3 has no such object; check bucket and key');
  if (status === 403)
    return new FetchRefusedError(
      'S3 refuses the object (403): it isn’t there, or this login may not read it or its key',
    );
  if (status === 412)
    return new FetchRefusedError('The object has changed while it was fetched; fetch it again');
  return status !== undefined && status >= 500
    ? new FetchBrokenError(`S3 is busy or broken (${status})`)
    : error;
}

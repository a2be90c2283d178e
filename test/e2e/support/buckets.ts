import {
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CLIENT } from './signed-fetch';

/** The buckets of an account, as who takes a lake down sees them. */
export class Buckets {
  private readonly client: S3Client;

  constructor(endpoint: string) {
    this.client = new S3Client({ ...CLIENT, endpoint, forcePathStyle: true });
  }

  /** Names of the lake's. */
  async names(): Promise<string[]> {
    const { Buckets: all = [] } = await this.client.send(new ListBucketsCommand({}));
    return all.map(({ Name: name = '' }) => name).filter((name) => name.startsWith('headwater-'));
  }

  /** Deletes every version of every object of the lake's. */
  async empty(): Promise<void> {
    for (const Bucket of await this.names()) {
      for (let isMore = true; isMore;) {
        const page = await this.client.send(new ListObjectVersionsCommand({ Bucket }));
        const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
        isMore = all.length > 0;
        if (!isMore) break;
        const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
        await this.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      }
    }
  }

  close(): void {
    this.client.destroy();
  }
}

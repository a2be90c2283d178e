import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
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

  close(): void {
    this.client.destroy();
  }
}

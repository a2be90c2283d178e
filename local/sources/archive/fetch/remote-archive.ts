import { S3Client } from '@aws-sdk/client-s3';
import { HttpFile } from '../../../../lambdas/archive/fetch/http-file';
import { kaggleDataset, kaggleFile } from '../../../../lambdas/archive/fetch/kaggle';
import type { RemoteFile } from '../../../../lambdas/archive/fetch/remote-file';
import { S3File } from '../../../../lambdas/archive/fetch/s3-file';
import { loginOf, type LoginPlaces } from './kaggle-places';

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/;

/** @returns undefined for what is no address */
export async function remoteArchive(from: string, places: LoginPlaces): Promise<RemoteFile | undefined> {
  const dataset = kaggleDataset(from);
  if (dataset) return kaggleFile(dataset, await loginOf(places));
  if (from.startsWith('s3://')) return new S3File(new S3Client({}), from);
  return from.startsWith('https://') || LOOPBACK.test(from) ? new HttpFile({ url: from }) : undefined;
}

import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Secrets } from '../../../../core/ports';
import { FetchRefusedError } from '../../../../lambdas/archive/fetch/errors';
import { HttpFile } from '../../../../lambdas/archive/fetch/http-file';
import {
  KAGGLE_LOGIN,
  kaggleDataset,
  kaggleFile,
  kaggleLogin,
  type KaggleLogin,
} from '../../../../lambdas/archive/fetch/kaggle';
import type { RemoteFile } from '../../../../lambdas/archive/fetch/remote-file';
import { S3File } from '../../../../lambdas/archive/fetch/s3-file';

const text = z.string().min(1);
/** As Kaggle gives it out. */
const loginSchema = z.union([z.object({ token: text }), z.object({ username: text, key: text })]);

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/;

/** Where a login of Kaggle is looked for. */
export interface LoginPlaces {
  readonly secrets: Secrets;
  /** Name of the secret. */
  readonly secret: string;
  /** @default this process's */
  readonly environment?: NodeJS.ProcessEnv;
  /** @default the user's */
  readonly home?: string;
}

/** @returns undefined for what is no address */
export async function remoteArchive(from: string, places: LoginPlaces): Promise<RemoteFile | undefined> {
  const dataset = kaggleDataset(from);
  if (dataset) return kaggleFile(dataset, await loginOf(places));
  if (from.startsWith('s3://')) return new S3File(new S3Client({}), from);
  return from.startsWith('https://') || LOOPBACK.test(from) ? new HttpFile({ url: from }) : undefined;
}

/** As Kaggle's own tool looks for it: variables first, then its files; the lake's secret last. */
export async function loginOf({
  secrets,
  secret,
  environment = process.env,
  home = homedir(),
}: LoginPlaces): Promise<KaggleLogin> {
  const { KAGGLE_API_TOKEN, KAGGLE_USERNAME, KAGGLE_KEY } = environment;
  if (KAGGLE_API_TOKEN) return { token: KAGGLE_API_TOKEN };
  if (KAGGLE_USERNAME && KAGGLE_KEY) return { username: KAGGLE_USERNAME, key: KAGGLE_KEY };
  const directory = environment.KAGGLE_CONFIG_DIR ?? join(home, '.kaggle');
  const token = (await readFile(join(directory, 'access_token'), 'utf8').catch(() => '')).trim();
  if (token !== '') return { token };
  const file = await readFile(join(directory, 'kaggle.json'), 'utf8').catch(() => undefined);
  if (file !== undefined) return loginIn(file, join(directory, 'kaggle.json'));
  return kaggleLogin(await secrets.read(secret).catch(() => ({})));
}

/** @throws FetchRefusedError for a file that is none of Kaggle's */
function loginIn(text: string, path: string): KaggleLogin {
  try {
    return loginSchema.parse(JSON.parse(text));
  } catch {
    throw new FetchRefusedError(
      `${path} can’t be read as Kaggle’s: expected {"username":"...","key":"..."}. Take a new one: ${KAGGLE_LOGIN}`,
    );
  }
}

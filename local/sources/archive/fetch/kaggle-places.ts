import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { HeadwaterError } from '../../../../core/errors';
import type { Secrets } from '../../../../core/ports';
import { FetchRefusedError } from '../../../../lambdas/archive/fetch/errors';
import { KAGGLE_LOGIN, kaggleLogin, type KaggleLogin } from '../../../../lambdas/archive/fetch/kaggle';
import { tell } from '../../../commands/output';
import { codeOf } from '../../../store/durable-file';

const text = z.string().trim().min(1);
/** As Kaggle gives it out. */
const loginSchema = z.union([z.object({ token: text }), z.object({ username: text, key: text })]);

/** Where a login of Kaggle is looked for. */
export interface LoginPlaces {
  readonly secrets: Secrets;
  /** Name of the secret. */
  readonly secret: string;
  /** @default this process's */
  readonly environment?: NodeJS.ProcessEnv;
  /** @default the user's */
  readonly home?: string;
  /** Told of a file that others may read. @default standard error */
  readonly warn?: (text: string) => void;
}

/**
 * As Kaggle's own tool looks for it: variables first, then its files; the lake's secret last.
 *
 * @throws FetchRefusedError that says where one belongs, or which one can't be used
 * @see https://www.kaggle.com/docs/api
 */
export async function loginOf(places: LoginPlaces): Promise<KaggleLogin> {
  const { environment = process.env } = places;
  const [token, username, key] = ['KAGGLE_API_TOKEN', 'KAGGLE_USERNAME', 'KAGGLE_KEY'].map((name) =>
    environment[name]?.trim(),
  );
  if (token) return { token };
  if (username && key) return { username, key };
  if (username || key)
    throw new FetchRefusedError(
      'KAGGLE_USERNAME and KAGGLE_KEY belong together, and only one of them is set: set the other, or neither',
    );
  for (const directory of directoriesOf(places)) {
    const ofFile = await loginBelow(directory, places.warn ?? tell);
    if (ofFile) return ofFile;
  }
  return kaggleLogin(await ofLake(places));
}

/** Newer versions of Kaggle's tool have moved its folder. */
function directoriesOf({ environment = process.env, home = homedir() }: LoginPlaces): readonly string[] {
  const { KAGGLE_CONFIG_DIR, XDG_CONFIG_HOME } = environment;
  if (KAGGLE_CONFIG_DIR) return [KAGGLE_CONFIG_DIR];
  return [join(home, '.kaggle'), join(XDG_CONFIG_HOME || join(home, '.config'), 'kaggle')];
}

async function loginBelow(directory: string, warn: (text: string) => void): Promise<KaggleLogin | undefined> {
  const token = (await contentOf(join(directory, 'access_token'), warn))?.trim();
  if (token) return { token };
  const path = join(directory, 'kaggle.json');
  const content = await contentOf(path, warn);
  if (content === undefined) return undefined;
  try {
    return loginSchema.parse(JSON.parse(content));
  } catch {
    throw new FetchRefusedError(
      `${path} can’t be read as Kaggle’s: expected {"username":"...","key":"..."}. Take a new one: ${KAGGLE_LOGIN}`,
    );
  }
}

/** @returns undefined where no such file is */
async function contentOf(path: string, warn: (text: string) => void): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      if (((await file.stat()).mode & 0o077) !== 0)
        warn(`${path} holds a login, and others of this machine may read it: chmod 600 ${path}`);
      return (await file.readFile('utf8')).replace(/^\uFEFF/, '');
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = codeOf(error) ?? 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new FetchRefusedError(
      `${path} can’t be read (${code}): make it a file that is yours (chmod 600), or take it away`,
    );
  }
}

async function ofLake({ secrets, secret }: LoginPlaces): Promise<Readonly<Record<string, string>>> {
  try {
    return await secrets.read(secret);
  } catch (error) {
    if (!(error instanceof HeadwaterError)) throw error;
    throw new FetchRefusedError(`Kaggle wants a login, and there is none. ${error.message}. ${KAGGLE_LOGIN}`);
  }
}

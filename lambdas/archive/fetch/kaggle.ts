import { HttpFile } from './http-file';
import { FetchRefusedError } from './errors';

const API = 'https://www.kaggle.com/api/v1';

/** What Kaggle is asked with: a token, or the name and key of kaggle.json. */
export type KaggleLogin = { readonly token: string } | { readonly username: string; readonly key: string };

export interface KaggleDataset {
  readonly owner: string;
  readonly slug: string;
  /** @default the latest */
  readonly version?: string;
}

/** `kaggle:owner/dataset@4`, or the address of the dataset's page. */
export function kaggleDataset(from: string): KaggleDataset | undefined {
  const [, owner, slug, version] =
    /^kaggle:([\w-]+)\/([\w-]+)(?:@(\d+))?$/.exec(from) ??
    /^https:\/\/www\.kaggle\.com\/datasets\/([\w-]+)\/([\w-]+)(?:\/versions\/(\d+))?\/?(?:[?#].*)?$/.exec(
      from,
    ) ??
    [];
  if (owner === undefined || slug === undefined) return undefined;
  return { owner, slug, ...(version !== undefined && { version }) };
}

/** Where a login belongs, for who has none or one that is refused. */
export const KAGGLE_LOGIN =
  'Put a token of https://www.kaggle.com/settings into the variable KAGGLE_API_TOKEN or the file ~/.kaggle/access_token, ' +
  'or kaggle.json into ~/.kaggle/ or ~/.config/kaggle/, or either of them as {"token":"..."} or {"username":"...","key":"..."} into the lake’s secret. ' +
  'Kaggle also refuses datasets whose terms the account has not agreed to';

const VISIBLE = /^[\x21-\x7e]+$/;

/** @see https://www.kaggle.com/docs/api */
export function kaggleFile({ owner, slug, version }: KaggleDataset, login: KaggleLogin, api = API): HttpFile {
  const query = version === undefined ? '' : `?datasetVersionNumber=${version}`;
  if (Object.values(login).some((part: string) => !VISIBLE.test(part)))
    throw new FetchRefusedError(
      `The login for Kaggle has a character that no login has, such as a line break or a space. ${KAGGLE_LOGIN}`,
    );
  const authorization =
    'token' in login
      ? `Bearer ${login.token}`
      : `Basic ${Buffer.from(`${login.username}:${login.key}`).toString('base64')}`;
  return new HttpFile({
    url: `${api}/datasets/download/${owner}/${slug}${query}`,
    authorization,
    login: KAGGLE_LOGIN,
  });
}

/** @throws FetchRefusedError that says where a login belongs */
export function kaggleLogin(fields: Readonly<Record<string, string | undefined>>): KaggleLogin {
  const { token, username, key } = fields;
  if (token) return { token };
  if (username && key) return { username, key };
  const names = Object.keys(fields).join(', ') || 'nothing';
  throw new FetchRefusedError(
    `Kaggle wants a login, and its secret has ${names}; expected token, or username and key. ${KAGGLE_LOGIN}`,
  );
}

import type { Response } from 'undici';
import { RedirectError } from '../errors';
import type { Credentials } from './auth';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Redirects followed for one answer. */
export const MOST_REDIRECTS = 5;

/**
 * Where an answer sends on to.
 *
 * @returns undefined for an answer that is none
 * @throws RedirectError when it can't be followed, or leads from https to http
 */
export function redirectOf(response: Response, from: URL): URL | undefined {
  if (!REDIRECTS.has(response.status)) return undefined;
  const location = response.headers.get('location') ?? '';
  if (location === '' || !URL.canParse(location, from.href)) throw new RedirectError(from.host, 'to nowhere');
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== from.protocol)
    throw new RedirectError(from.host, 'from https to another protocol');
  return to;
}

/** A request as it goes to one host: with credentials to the API's own origin, without to any other. */
export function requestTo(
  url: URL,
  origin: string,
  credentials: Credentials,
  own: Readonly<Record<string, string>>,
): { readonly url: URL; readonly headers: Record<string, string> } {
  const asked = new URL(url);
  asked.username = '';
  asked.password = '';
  const common = { accept: 'application/json', 'user-agent': 'headwater' };
  if (asked.origin === origin) {
    for (const [name, value] of Object.entries(credentials.query)) asked.searchParams.set(name, value);
    return { url: asked, headers: { ...common, ...lowerCase(own), ...lowerCase(credentials.headers) } };
  }
  // A host that repeats what it was asked puts the key into its redirect.
  for (const name of Object.keys(credentials.query)) asked.searchParams.delete(name);
  const secrets = Object.values(credentials.query);
  if (secrets.some((secret) => decoded(asked).includes(secret)))
    throw new RedirectError(new URL(origin).host, 'to another host, with the key in the URL');
  return { url: asked, headers: common };
}

function decoded({ href }: URL): string {
  try {
    return `${href} ${decodeURIComponent(href.replaceAll('+', ' '))}`;
  } catch {
    return href;
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { PersonaKey } from '../credentials/persona-key';

/** Name under which clients that send no password without TLS can give it. */
const EXTRA_CREDENTIAL = 'password';

/**
 * Whose request it is: its user is a persona, its password that persona's secret key, by basic authentication or, since
 * most clients send no password without TLS, as an extra credential.
 *
 * @returns undefined when there is no password or it is none
 */
export function personaOf(headers: IncomingHttpHeaders, keys: readonly PersonaKey[]): string | undefined {
  const [user, password] = basic(headers.authorization) ?? [
    undefined,
    extra(headers['x-trino-extra-credential']),
  ];
  const persona = user ?? headers['x-trino-user']?.toString();
  const key = keys.find((each) => each.persona === persona);
  if (!key || password === undefined) return undefined;
  const [given, expected] = [password, key.secretAccessKey].map((text) => Buffer.from(text));
  return given!.length === expected!.length && timingSafeEqual(given!, expected!) ? persona : undefined;
}

/** Whether a request says who it is from, rightly or not. */
export const hasPassword = (headers: IncomingHttpHeaders): boolean =>
  headers.authorization !== undefined || headers['x-trino-extra-credential'] !== undefined;

function basic(header: string | undefined): readonly [string, string] | undefined {
  const [, encoded] = /^Basic ([\w+/=-]+)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at < 0 ? undefined : [text.slice(0, at), text.slice(at + 1)];
}

function extra(header: string | readonly string[] | undefined): string | undefined {
  const pairs = (header?.toString() ?? '').split(',').map((pair) => pair.trim().split('='));
  const found = pairs.find(([name]) => name === EXTRA_CREDENTIAL);
  return found && decoded(found.slice(1).join('='));
}

/** What isn't encoded as it has to be is no password. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

import { SqlError } from '../errors';
import { js } from './build';
import type { FunctionTable, Implementation } from './implementation';

interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** RFC 2396, as java.net.URI reads it. Undefined for text that is no URI. */
function read(text: string): Url | undefined {
  if (/[\s"<>\\^`{|}]/.test(text) || /%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const [, scheme = '', authority, path = '', query = '', fragment = ''] =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text) ?? [];
  if (scheme === '' && /^[^/?#]*:/.test(text)) return undefined;
  const [, host = '', port = ''] = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority ?? '') ?? [];
  const opaque = scheme !== '' && authority === undefined && !path.startsWith('/');
  const named = /^(\[.*\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9.])?)$/.test(host);
  return {
    scheme,
    host: named ? host : '',
    port: named ? port : '',
    path: opaque ? '' : path,
    query: opaque ? '' : query,
    fragment,
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const part = (choose: (url: Url) => string): Implementation =>
  js((text: string) => {
    const url = read(text);
    return url ? choose(url) : null;
  });

/** @see https://trino.io/docs/435/functions/url.html */
export const urlFunctions: FunctionTable = {
  url_decode: js((text: string) => {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The text is not encoded as URLs are');
    }
  }),
  url_encode: js((text: string) =>
    encodeURIComponent(text).replace(/%20|[!'()~*]/g, (sign) =>
      sign === '%20' ? '+' : sign === '*' ? '*' : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  url_extract_fragment: part(({ fragment }) => decoded(fragment)),
  url_extract_host: part(({ host }) => host),
  url_extract_parameter: js((text: string, name: string) => {
    const url = read(text);
    if (!url || url.query === '') return null;
    for (const pair of url.query.split('&')) {
      const [key, ...value] = pair.split('=');
      if (key === name) return decoded(value.join('=').replaceAll('+', ' '));
    }
    return null;
  }),
  url_extract_path: part(({ path }) => decoded(path)),
  url_extract_port: js((text: string) => {
    const url = read(text);
    return url?.port ? BigInt(url.port) : null;
  }),
  url_extract_protocol: part(({ scheme }) => scheme),
  url_extract_query: part(({ query }) => decoded(query)),
};

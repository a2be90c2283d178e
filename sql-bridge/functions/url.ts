import { macro, type FunctionTable } from '../bridge';

/** @see https://trino.io/docs/current/functions/url.html */
export const urlFunctions: FunctionTable = {
  url_decode: macro(),
  url_encode: macro(),
  url_extract_fragment: macro(),
  url_extract_host: macro(),
  url_extract_parameter: macro(2),
  url_extract_path: macro(),
  url_extract_port: macro(),
  url_extract_protocol: macro(),
  url_extract_query: macro(),
};

/** RFC 3986, appendix B. */
const URL =
  "'^(?:([^:/?#]+):)?(?://(?:[^/?#@]*@)?(\\[[^\\]]*\\]|[^/?#:]*)(?::([0-9]+))?)?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$'";
const part = (group: number): string => `regexp_extract(u, ${URL}, ${group})`;
const orNull = (group: number): string => `CASE WHEN u IS NOT NULL THEN nullif(${part(group)}, '') END`;

export const urlMacros: readonly string[] = [
  `athena_url_extract_protocol(u) AS ${part(1)}`,
  `athena_url_extract_host(u) AS ${part(2)}`,
  `athena_url_extract_port(u) AS CAST(${orNull(3)} AS BIGINT)`,
  `athena_url_extract_path(u) AS ${part(4)}`,
  `athena_url_extract_query(u) AS ${part(5)}`,
  `athena_url_extract_fragment(u) AS ${part(6)}`,
  `athena_url_extract_parameter(u, n) AS list_transform(list_filter(string_split(${part(5)}, '&'),
    lambda p: p = n OR starts_with(p, n || '=')), lambda p: athena_url_decode(substr(p, length(n) + 2)))[1]`,
  "athena_url_decode(t) AS url_decode(replace(t, '+', ' '))",
  "athena_url_encode(t) AS replace(replace(replace(url_encode(t), '%20', '+'), '~', '%7E'), '%2A', '*')",
];

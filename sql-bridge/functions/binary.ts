import { as, macro, never, type FunctionTable } from '../bridge';

/**
 * Hashes take and give bytes in Athena; DuckDB's give hexadecimal text.
 *
 * @see https://trino.io/docs/current/functions/binary.html
 */
export const binaryFunctions: FunctionTable = {
  from_base64: as('from_base64'),
  from_base64url: macro(),
  from_hex: macro(),
  from_utf8: as('decode'),
  hmac_sha256: macro(2),
  md5: macro(),
  sha1: macro(),
  sha256: macro(),
  sha512: never('DuckDB has no SHA-512', 'Use sha256, or run the statement in Athena.'),
  to_base64: as('to_base64'),
  to_base64url: macro(),
  to_hex: macro(),
  to_utf8: as('encode'),
};

export const binaryMacros: readonly string[] = [
  `athena_from_base64url(t) AS from_base64(rpad(translate(t, '-_', '+/'), CAST(ceil(length(t) / 4.0) * 4 AS INTEGER), '='))`,
  'athena_from_hex(t) AS unhex(t)',
  'athena_md5(b) AS unhex(md5(CAST(b AS BLOB)))',
  'athena_sha1(b) AS unhex(sha1(CAST(b AS BLOB)))',
  'athena_sha256(b) AS unhex(sha256(CAST(b AS BLOB)))',
  `athena_to_base64url(b) AS translate(to_base64(b), '+/', '-_')`,
  'athena_to_hex(b) AS hex(b)',
  // RFC 2104 with blocks of 64 bytes.
  `athena_hmac_key(k) AS unhex(rpad(CASE WHEN octet_length(k) > 64 THEN sha256(k) ELSE hex(k) END, 128, '0'))`,
  `athena_hmac_pad(k, pad) AS CAST(xor(CAST(athena_hmac_key(k) AS BIT), CAST(unhex(repeat(pad, 64)) AS BIT)) AS BLOB)`,
  `athena_hmac_sha256(b, k) AS unhex(sha256(athena_hmac_pad(k, '5c') || unhex(sha256(athena_hmac_pad(k, '36') || b))))`,
];

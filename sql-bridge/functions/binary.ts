import { createHash, createHmac } from 'node:crypto';
import { SqlError } from '../errors';
import { crc32 } from 'node:zlib';
import { murmur3, xxhash64 } from '../values/hash';
import { js } from './build';
import type { FunctionTable, Implementation } from './implementation';
import { readUtf8 } from '../values/utf8';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);
const hash = (name: string): Implementation =>
  js((bytes: Uint8Array) => new Uint8Array(createHash(name).update(bytes).digest()));
const hmac = (name: string): Implementation =>
  js((bytes: Uint8Array, key: Uint8Array) => {
    if (key.length === 0) throw invalid('The key is empty');
    return new Uint8Array(createHmac(name, key).update(bytes).digest());
  });
const ascii = (value: string | Uint8Array): string =>
  typeof value === 'string' ? value : Buffer.from(value).toString('latin1');

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const text = (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

function fromBase32(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  if (!/^[A-Z2-7]*$/.test(digits)) throw invalid('The text is not base 32');
  const bits = [...digits].map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

function fromBase64(text: string, url: boolean): Uint8Array {
  const plain = text.replace(/=+$/, '');
  if (!(url ? /^[\w-]*$/ : /^[A-Za-z0-9+/]*$/).test(plain) || plain.length % 4 === 1)
    throw invalid('The text is not base 64');
  return new Uint8Array(Buffer.from(plain, url ? 'base64url' : 'base64'));
}

const view = (bytes: Uint8Array, size: number): DataView => {
  if (bytes.length !== size) throw invalid(`Input must be ${size} bytes long`);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
const written = (size: number, write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
};

/** @see https://trino.io/docs/435/functions/binary.html */
export const binaryFunctions: FunctionTable = {
  crc32: js((bytes: Uint8Array) => BigInt(crc32(bytes))),
  from_base32: js((value: string | Uint8Array) => fromBase32(ascii(value))),
  from_base64: js((value: string | Uint8Array) => fromBase64(ascii(value), false)),
  from_base64url: js((value: string | Uint8Array) => fromBase64(ascii(value), true)),
  from_big_endian_32: js((bytes: Uint8Array) => view(bytes, 4).getInt32(0)),
  from_big_endian_64: js((bytes: Uint8Array) => view(bytes, 8).getBigInt64(0)),
  from_hex: js((value: string | Uint8Array) => {
    const text = ascii(value);
    if (!/^([0-9a-fA-F]{2})*$/.test(text)) throw invalid('The text is not hexadecimal');
    return new Uint8Array(Buffer.from(text, 'hex'));
  }),
  from_ieee754_32: js((bytes: Uint8Array) => view(bytes, 4).getFloat32(0)),
  from_ieee754_64: js((bytes: Uint8Array) => view(bytes, 8).getFloat64(0)),
  from_utf8: js((bytes: Uint8Array, by?: string | bigint) => {
    const sign = by === undefined ? '\ufffd' : typeof by === 'bigint' ? String.fromCodePoint(Number(by)) : by;
    if ([...sign].length > 1) throw invalid('Replacement character string must empty or a single character');
    return readUtf8(bytes, sign);
  }),
  hmac_md5: hmac('md5'),
  hmac_sha1: hmac('sha1'),
  hmac_sha256: hmac('sha256'),
  hmac_sha512: hmac('sha512'),
  md5: hash('md5'),
  murmur3: js((bytes: Uint8Array) =>
    written(16, (out) => murmur3(bytes).forEach((half, i) => out.setBigUint64(8 * i, half, true))),
  ),
  sha1: hash('sha1'),
  sha256: (call) => `unhex(sha256(${call.args[0]!.sql}))`,
  sha512: hash('sha512'),
  to_base32: js((bytes: Uint8Array) => toBase32(bytes)),
  to_base64: js((bytes: Uint8Array) => Buffer.from(bytes).toString('base64')),
  to_base64url: js((bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('base64url');
    return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
  }),
  to_big_endian_32: js((value: number) => written(4, (out) => out.setInt32(0, value))),
  to_big_endian_64: js((value: bigint) => written(8, (out) => out.setBigInt64(0, value))),
  to_hex: (call) => `upper(hex(${call.args[0]!.sql}))`,
  to_ieee754_32: js((value: number) => written(4, (out) => out.setFloat32(0, value))),
  to_ieee754_64: js((value: number) => written(8, (out) => out.setFloat64(0, value))),
  to_utf8: (call) => `encode(${call.args[0]!.sql})`,
  xxhash64: js((bytes: Uint8Array) => written(8, (out) => out.setBigUint64(0, xxhash64(bytes)))),
};

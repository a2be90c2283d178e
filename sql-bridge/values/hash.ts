const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => wrap((value << by) | (value >> (64n - by)));
const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const round = (state: bigint, lane: bigint): bigint => wrap(rotate(wrap(state + lane * P2), 31n) * P1);

/** @see https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export function xxhash64(bytes: Uint8Array): bigint {
  const view = viewOf(bytes);
  let at = 0;
  let hash = P5;
  if (bytes.length >= 32) {
    const lanes = [wrap(P1 + P2), P2, 0n, wrap(-P1)];
    for (; at + 32 <= bytes.length; at += 32)
      for (const [i, lane] of lanes.entries()) lanes[i] = round(lane, view.getBigUint64(at + 8 * i, true));
    hash = wrap(lanes.reduce((sum, lane, i) => sum + rotate(lane, [1n, 7n, 12n, 18n][i]!), 0n));
    for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * P1 + P4);
  }
  hash = wrap(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8)
    hash = wrap(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4);
  if (at + 4 <= bytes.length) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint32(at, true)) * P1), 23n) * P2 + P3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = wrap(rotate(hash ^ wrap(BigInt(bytes[at]!) * P5), 11n) * P1);
  hash = wrap((hash ^ (hash >> 33n)) * P2);
  hash = wrap((hash ^ (hash >> 29n)) * P3);
  return hash ^ (hash >> 32n);
}

const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

function mixed(value: bigint): bigint {
  const first = wrap((value ^ (value >> 33n)) * 0xff51afd7ed558ccdn);
  const second = wrap((first ^ (first >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return second ^ (second >> 33n);
}

/** MurmurHash3_x64_128 with the seed 0. @see https://github.com/aappleby/smhasher/wiki/MurmurHash3 */
export function murmur3(bytes: Uint8Array): readonly [bigint, bigint] {
  const first = (lane: bigint): bigint => wrap(rotate(wrap(lane * C1), 31n) * C2);
  const second = (lane: bigint): bigint => wrap(rotate(wrap(lane * C2), 33n) * C1);
  const whole = bytes.length - (bytes.length % 16);
  const view = viewOf(bytes);
  let [a, b] = [0n, 0n];
  for (let at = 0; at < whole; at += 16) {
    a = wrap((rotate(a ^ first(view.getBigUint64(at, true)), 27n) + b) * 5n + 0x52dce729n);
    b = wrap((rotate(b ^ second(view.getBigUint64(at + 8, true)), 31n) + a) * 5n + 0x38495ab5n);
  }
  const rest = new Uint8Array(16);
  rest.set(bytes.subarray(whole));
  b ^= second(viewOf(rest).getBigUint64(8, true));
  a ^= first(viewOf(rest).getBigUint64(0, true));
  const length = BigInt(bytes.length);
  [a, b] = [a ^ length, b ^ length];
  a = wrap(a + b);
  b = wrap(b + a);
  [a, b] = [mixed(a), mixed(b)];
  a = wrap(a + b);
  return [a, wrap(b + a)];
}

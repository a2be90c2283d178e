import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from '../support/properties';
import type { ArrivedRecord } from '../../core/bronze';
import { MAX_UNPACKED_BYTES, unpacked } from '../../lambdas/landing/unpack';
import { arrived, batch } from '../support/arrived';

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    if (rest < 128) return Buffer.from(bytes);
  }
}

const field = (number: number, value: Buffer | number): Buffer =>
  typeof value === 'number'
    ? Buffer.concat([varint(number * 8), varint(value)])
    : Buffer.concat([varint(number * 8 + 2), varint(value.length), value]);

/** Packs records as the Kinesis Producer Library does. */
function aggregate(records: readonly (string | Buffer)[]): Buffer {
  const parts = records.map((record) =>
    field(3, Buffer.concat([field(1, 0), field(3, Buffer.from(record)), field(4, Buffer.from('\n\0'))])),
  );
  return ofMessage(Buffer.concat([field(1, Buffer.from('key')), field(2, Buffer.from('7')), ...parts]));
}

function ofMessage(message: Buffer): Buffer {
  const digest = createHash('md5').update(message).digest();
  return Buffer.concat([Buffer.from([0xf3, 0x89, 0x9a, 0xc2]), message, digest]);
}

const records = (...payloads: (string | Buffer)[]): ArrivedRecord[] =>
  [...unpacked(batch(arrived(payloads, 7)))].flatMap((piece) => piece.records);
const texts = (...payloads: (string | Buffer)[]): string[] =>
  records(...payloads).map(({ data }) =>
    (typeof data === 'string' ? Buffer.from(data, 'base64') : Buffer.from(data)).toString('latin1'),
  );

test('an aggregate is taken apart, each record with its place', () => {
  expect(texts('{"p":0}', aggregate(['{"a":1}', '{"b":2}']), '{"p":1}')).toEqual([
    '{"p":0}',
    '{"a":1}',
    '{"b":2}',
    '{"p":1}',
  ]);
  expect(
    records('{"p":0}', aggregate(['{"a":1}', '{"b":2}']), '{"p":1}').map((record) => [
      record.sequenceNumber,
      record.subSequence,
    ]),
  ).toEqual([
    ['7', undefined],
    ['8', 0],
    ['8', 1],
    ['9', undefined],
  ]);
});

test.each([
  ['one JSON document', '{"a":\n1}', ['{"a":\n1}']],
  ['lines', '{"a":1}\n\n{"b":2}\r\nbroken\n', ['{"a":1}', '{"b":2}', 'broken']],
  ['text', 'first\nsecond', ['first\nsecond']],
])('a gzip of %s is opened', (_, content, expected) => {
  expect(texts(gzipSync(content))).toEqual(expected);
});

test('gzips inside of an aggregate are opened too', () => {
  const packed = aggregate([gzipSync('{"a":1}\n{"b":2}'), '{"c":3}']);
  expect(records(packed).map(({ subSequence }) => subSequence)).toEqual([0, 1, 2]);
  expect(texts(packed)).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
});

const flipped = (bytes: Buffer, place: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
};

test.each([
  ['an aggregate whose digest is wrong', flipped(aggregate(['{"a":1}']), 12)],
  ['one that is cut', aggregate(['{"a":1}', '{"b":2}']).subarray(0, -3)],
  ['the signature alone', Buffer.from([0xf3, 0x89, 0x9a, 0xc2])],
  ['signature and digest around no protobuf', ofMessage(Buffer.from([0x1a, 0xff, 0x01]))],
  ['a gzip that is cut', gzipSync('{"a":1}').subarray(0, -4)],
  ['one with something behind it', Buffer.concat([gzipSync('{"a":1}'), Buffer.from('tail')])],
  ['one of other bytes', gzipSync(Buffer.from([0xff, 0xfe]))],
  ['one that grows without measure', gzipSync(Buffer.alloc(MAX_UNPACKED_BYTES + 1, 0x20))],
])('%s stays as it came', (_, bytes) => {
  expect(texts(bytes)).toEqual([bytes.toString('latin1')]);
  expect(records(bytes)[0]).not.toHaveProperty('subSequence');
});

test('of an aggregate of gzips that grow without measure the rest stays as it came', () => {
  const bomb = gzipSync(`"${'x'.repeat(1_000_000)}"`);
  const parts = records(aggregate(Array.from({ length: 30 }, () => bomb)));
  const sizes = parts.map(({ data }) => data.length);
  expect(sizes).toHaveLength(30);
  expect(sizes.filter((size) => size > bomb.length)).toHaveLength(10);
  expect(sizes.slice(10)).toEqual(Array.from({ length: 20 }, () => bomb.length));
});

test('whatever is packed comes out, in order and at the same places in every try', () => {
  const payload = fc.json();
  const record = fc.oneof(
    payload,
    fc.array(payload, { minLength: 1 }).map(aggregate),
    payload.map((text) => gzipSync(text)),
  );
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (payloads) => {
      const once = records(...payloads);
      expect(records(...payloads)).toEqual(once);
      const places = once.map(
        ({ sequenceNumber, subSequence = 0 }) => Number(sequenceNumber) * 1e6 + subSequence,
      );
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});

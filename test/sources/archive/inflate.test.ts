import { deflateRawSync } from 'node:zlib';
import { inflateAtOnce } from '../../../lambdas/archive/zip/inflate-at-once';
import fc from '../../support/properties';

const content = Buffer.from('a file of an archive, a file of an archive');
const packed = deflateRawSync(content);
const room = Buffer.alloc(content.length + 1);

it('inflates one content after the other with one inflater', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      const own = Buffer.alloc(bytes.length + 1);
      expect(inflateAtOnce(deflateRawSync(bytes), own)).toBe(bytes.length);
      expect(own.subarray(0, -1).equals(bytes)).toBe(true);
    }),
  );
});

it.each([
  ['cut off', packed.subarray(0, -1), room],
  ['followed by something', Buffer.concat([packed, Buffer.from([0])]), room],
  ['no deflate', Buffer.from([0xff, 0xff, 0xff]), room],
  ['longer than its room', packed, room.subarray(0, content.length - 1)],
  ['exactly as long as its room, so that nobody saw its end', packed, room.subarray(0, content.length)],
])('leaves a content to others that is %s, and goes on', (_, bytes, space) => {
  expect(inflateAtOnce(bytes, space)).toBeUndefined();
  expect(inflateAtOnce(packed, room)).toBe(content.length);
  expect(room.subarray(0, -1).equals(content)).toBe(true);
});

import { timeInName, validTime } from '../../../lambdas/frames/frame';
import { differenceOf, readPicture, type PictureFacts } from '../../../lambdas/frames/picture';
import fc from '../../support/properties';
import { grey, half, jpg, png } from './pictures';

const limits = { mostBytes: 1_000_000, mostPixels: 100_000 };
const facts = (bytes: Buffer): PictureFacts => {
  const read = readPicture(bytes, limits);
  if ('problem' in read) throw new Error(read.problem);
  return read;
};

it.each([
  ['png', png, 1e-6],
  ['jpeg', jpg, 1],
] as const)('size and mean luminance of a %s', (format, made, near) => {
  const picture = facts(made(40, 30, (x) => (x < 20 ? [0, 0, 0] : [255, 255, 255])));
  expect(picture).toMatchObject({ format, width: 40, height: 30 });
  expect(Math.abs(picture.meanLuminance - 127.5)).toBeLessThanOrEqual(near);
  expect(Math.abs(facts(made(8, 8, () => [255, 0, 0])).meanLuminance - 0.2126 * 255)).toBeLessThanOrEqual(2);
});

it('what differs is measured, whatever the sizes and formats; what doesn’t is 0', () => {
  const [dark, light] = [facts(png(64, 48, grey(10))), facts(jpg(33, 21, grey(210)))];
  expect(differenceOf(dark.sketch, dark.sketch)).toBe(0);
  expect(differenceOf(dark.sketch, light.sketch)).toBeCloseTo(200, 0);
  const half = facts(png(64, 64, (_x, y) => (y < 32 ? [110, 110, 110] : [10, 10, 10])));
  expect(differenceOf(dark.sketch, half.sketch)).toBeCloseTo(50, 6);
});

it.each([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['text', Buffer.from('no picture'), 'not a JPEG or PNG'],
  ['a GIF', Buffer.from('GIF89a'), 'not a JPEG or PNG'],
  ['the start of a PNG', png(40, 40).subarray(0, 20), 'not a whole picture'],
  ['half a PNG', half(png(40, 40, (x, y) => [x * 5, y * 5, 0])), 'not a whole picture'],
  ['half a JPEG', jpg(40, 40).subarray(0, 400), 'not a whole picture'],
  ['a JPEG of nothing but its ends', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'not a whole picture'],
  ['too many bytes', Buffer.alloc(1_000_001), 'too many bytes'],
  ['too many pixels', png(1_000, 101), 'too many pixels'],
  ['a JPEG of too many pixels', jpg(1_000, 101), 'too many pixels'],
])('%s is no picture', (_name, bytes, problem) => {
  expect(readPicture(bytes, limits)).toEqual({ problem });
});

it('a header that promises more than it has costs nothing', () => {
  const bomb = png(10, 10);
  bomb.writeUInt32BE(4_000_000_000, 16);
  expect(readPicture(bomb, limits)).toEqual({ problem: 'too many pixels' });
});

it('a picture with bytes that were changed is read or refused, never an error', () => {
  const originals = [png(24, 16, (x, y) => [x * 9, y * 9, 3]), jpg(24, 16, (x, y) => [x * 9, y * 9, 3])];
  fc.assert(
    fc.property(
      fc.constantFrom(...originals),
      fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      (original, changes) => {
        const bytes = Buffer.from(original);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const read = readPicture(bytes, limits);
        expect('problem' in read || (read.meanLuminance >= 0 && read.meanLuminance <= 255)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

it.each([
  ['2026-11-20T08-00-00Z.jpg', '2026-11-20T08:00:00.000Z'],
  ['door_20261120T080000.250Z.png', '2026-11-20T08:00:00.250Z'],
  ['frame-1763625600.jpg', '2025-11-20T08:00:00.000Z'],
  ['1763625600250.jpg', '2025-11-20T08:00:00.250Z'],
  ['2026-11-20T08-00-00.jpg', undefined],
  ['2026-02-30T08-00-00Z.jpg', undefined],
  ['IMG_0001.jpg', undefined],
  ['0000000001.jpg', undefined],
])('the time in the name %s', (name, expected) => {
  expect(timeInName(name)?.toISOString()).toBe(expected);
});

it('a time needs its zone', () => {
  expect(validTime('2026-11-20T10:00:00+02:00')?.toISOString()).toBe('2026-11-20T08:00:00.000Z');
  for (const text of ['2026-11-20T10:00:00', '2026-11-20', 'yesterday', '2026-02-30T10:00:00Z', ''])
    expect(validTime(text)).toBeUndefined();
});

import { keyValues } from '../../../local/documents/key-values';

const line = (
  text: string,
  left = 0.1,
  top = 0.1,
  confidence = 90,
): Parameters<typeof keyValues>[0][number] => ({
  text,
  confidence,
  box: { left, top, width: 0.2, height: 0.02 },
});

it.each([
  ['Date given: 03/04/2026', 'Date given:', '03/04/2026'],
  ['Lot #: AB12', 'Lot #:', 'AB12'],
  ['Notes:', 'Notes:', ''],
])('finds a pair in %j', (text, key, value) => {
  expect(keyValues([line(text)])).toEqual([{ key, value, confidence: 90, selection: false }]);
});

it.each(['at 12:30 sharp', 'https://example.org', 'no colon at all', '12:'])('finds none in %j', (text) => {
  expect(keyValues([line(text)])).toEqual([]);
});

it('takes the value from the right of its key, with the lower confidence', () => {
  const found = keyValues([line('Lot:'), line('AB12', 0.4, 0.105, 70), line('below', 0.1, 0.2)]);
  expect(found).toEqual([{ key: 'Lot:', value: 'AB12', confidence: 70, selection: false }]);
});

it('does not take another key for a value', () => {
  expect(keyValues([line('Lot:'), line('Site: left arm', 0.4)]).map(({ value }) => value)).toEqual([
    '',
    'left arm',
  ]);
});

import { keyValues } from '../../../local/sources/documents/key-values';

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
  ['Vaccin : MMR', 'Vaccin:', 'MMR'],
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

it('is as sure of a pair as it is told to be of its lines', () => {
  const confidenceOf = ({ text }: { text: string }): number => (text === 'AB12' ? 31 : 95);
  const found = keyValues([line('Lot:'), line('AB12', 0.4), line('Site: arm', 0.1, 0.2)], { confidenceOf });
  expect(found.map(({ value, confidence }) => [value, confidence])).toEqual([
    ['AB12', 31],
    ['arm', 95],
  ]);
});

it('leaves a key out whose value is a field of the form', () => {
  const blanks = [{ left: 0.4, top: 0.1, width: 0.2, height: 0.02 }];
  expect(keyValues([line('Lot:'), line('Notes:', 0.1, 0.2)], { blanks }).map(({ key }) => key)).toEqual([
    'Notes:',
  ]);
});

it('does not take another key for a value', () => {
  expect(keyValues([line('Lot:'), line('Site: left arm', 0.4)]).map(({ value }) => value)).toEqual([
    '',
    'left arm',
  ]);
});

describe('a value below its key', () => {
  const pairs = (...lines: Parameters<typeof line>[]): (string | number)[][] =>
    keyValues(lines.map((one) => line(...one))).map(({ key, value, confidence }) => [key, value, confidence]);

  it('is found, for a person to look at', () => {
    expect(
      pairs(['Lot number', 0.1, 0.1], ['AB12', 0.1, 0.125], ['Vaccine:', 0.5, 0.1], ['MMR', 0.5, 0.125]),
    ).toEqual([
      ['Lot number', 'AB12', 75],
      ['Vaccine:', 'MMR', 75],
    ]);
  });

  it.each<[string, Parameters<typeof line>]>([
    ['is another key', ['Date given', 0.1, 0.125]],
    ['is a pair', ['Site: arm', 0.1, 0.125]],
    ['begins elsewhere', ['AB12', 0.2, 0.125]],
    ['stands further down', ['AB12', 0.1, 0.18]],
    ['is a row of boxes', ['[x] MMR', 0.1, 0.125]],
  ])('is none that %s', (_name, below) => {
    expect(pairs(['Lot:', 0.1, 0.1], below)[0]).toEqual(['Lot:', '', 90]);
  });

  it('is none where a value stands beside the key', () => {
    expect(pairs(['Lot:', 0.1, 0.1], ['AB12', 0.4, 0.1], ['below', 0.1, 0.125])).toEqual([
      ['Lot:', 'AB12', 90],
    ]);
  });
});

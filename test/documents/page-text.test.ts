import { pageText } from '../../lambdas/documents/page-text';

const textOf = (...lines: string[]): string => pageText(lines.map((text) => ({ text })));

it.each([
  [['of the immuni-', 'zation record'], 'of the immunization record'],
  [['of the immuni\u00AD', 'zation record'], 'of the immunization record'],
  [['im\u00ADmu\u00ADni\u00ADty'], 'immunity'],
  [['Impf\u2010', 'stoff'], 'Impfstoff'],
  [['self-', 'reported'], 'self-reported'],
  [['on 2024-', '03-04'], 'on 2024-\n03-04'],
  [['Lot AB-', 'Left arm'], 'Lot AB-\nLeft arm'],
  [['a - ', 'b'], 'a - \nb'],
])('joins %j', (lines, expected) => {
  expect(textOf(...lines)).toBe(expected);
});

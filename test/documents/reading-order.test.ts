import { readingOrder } from '../../lambdas/documents/reading-order';

const line = (
  text: string,
  left: number,
  top: number,
  width: number,
): { text: string; box: { left: number; top: number; width: number; height: number } } => ({
  text,
  box: { left, top, width, height: 0.02 },
});

it('reads running text in two columns one column after the other, between headings', () => {
  const rows = [0.2, 0.25, 0.3, 0.35];
  const lines = [
    line('heading', 0.1, 0.1, 0.8),
    ...rows.flatMap((top, at) => [line(`left ${at}`, 0.05, top, 0.4), line(`right ${at}`, 0.55, top, 0.4)]),
    line('footer', 0.1, 0.9, 0.8),
  ];
  const expected = [
    'heading',
    ...rows.map((_, at) => `left ${at}`),
    ...rows.map((_, at) => `right ${at}`),
    'footer',
  ];
  expect(readingOrder(lines).map(({ text }) => text)).toEqual(expected);
});

it('reads a form row by row', () => {
  const lines = [0.1, 0.15, 0.2, 0.25].flatMap((top) => [
    line(`value ${top}`, 0.6, top + 0.003, 0.1),
    line(`key ${top}`, 0.1, top, 0.1),
  ]);
  expect(readingOrder(lines).map(({ text }) => text.split(' ')[0])).toEqual(
    lines.map((_, at) => (at % 2 ? 'value' : 'key')),
  );
});

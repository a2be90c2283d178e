import { parseDate } from '../../../lambdas/documents/extract/parse-date';

it.each([
  ['2026-03-04', '2026-03-04'],
  ['03/14/2026', '2026-03-14'],
  ['14-3-2026', '2026-03-14'],
  ['4.4.2026', '2026-04-04'],
  ['March 4, 2026', '2026-03-04'],
  ['Sept. 4, 2026', '2026-09-04'],
  ['4 Mar 2026', '2026-03-04'],
])('reads %j as %j and as nothing else', (text, date) => {
  expect(parseDate(text)).toEqual({ date, isAmbiguous: false });
});

it.each(['3/4/26', '13/13/2026', '2026-02-29', '2/30/2026', 'Marvel 4, 2026', 'soon', undefined])(
  'makes no date of %j',
  (text) => {
    expect(parseDate(text)).toBeNull();
  },
);

it('says that numbers with two readings are ambiguous, unless it is known which comes first', () => {
  expect(parseDate('03/04/2026')).toEqual({ date: '2026-03-04', isAmbiguous: true });
  expect(parseDate('03/04/2026', 'month-first')).toEqual({ date: '2026-03-04', isAmbiguous: false });
  expect(parseDate('03/04/2026', 'day-first')).toEqual({ date: '2026-04-03', isAmbiguous: false });
});

it('makes no date of numbers in another order than the known one', () => {
  expect(parseDate('13/01/2026', 'month-first')).toBeNull();
  expect(parseDate('01/13/2026', 'day-first')).toBeNull();
});

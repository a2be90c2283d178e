import { audit, DisclosureError, intervalOf } from '../../../core/disclosure/audit';
import type { Published } from '../../../core/disclosure/published';

describe('the interval of a cell', () => {
  it('is what the others leave of a sum', () => {
    expect(intervalOf('x', [{ cells: ['x', 'y', 'z'], sum: 16 }])).toEqual({ low: 0, high: 16 });
  });

  it('is found over several sums, as in a table with both margins', () => {
    // x y | 10      x + z = 4 leaves x no more than 4,
    // z w | 20      y + w = 26 leaves y at least 6.
    const relations = [
      { cells: ['x', 'y'], sum: 10 },
      { cells: ['z', 'w'], sum: 20 },
      { cells: ['x', 'z'], sum: 4 },
      { cells: ['y', 'w'], sum: 26 },
    ];
    expect(intervalOf('x', relations)).toEqual({ low: 0, high: 4 });
    expect(intervalOf('y', relations)).toEqual({ low: 6, high: 10 });
  });

  it('is a point where the sums say all', () => {
    expect(
      intervalOf('x', [
        { cells: ['x', 'y'], sum: 10 },
        { cells: ['y'], sum: 3 },
      ]),
    ).toEqual({ low: 7, high: 7 });
  });

  it('does not exist for sums that contradict each other', () => {
    expect(() =>
      intervalOf('x', [
        { cells: ['x'], sum: 1 },
        { cells: ['x'], sum: 2 },
      ]),
    ).toThrow('contradicts itself');
  });
});

it('stops a publication in which a pool leaves no room', () => {
  const published: Published = {
    families: {
      a: {
        parts: { x: { standing: 'pooled', reckoned: 5 }, y: { standing: 'pooled', reckoned: 5 } },
        pool: { people: 10, counts: [10] },
        reckoned: 10,
      },
    },
    named: {},
    namedAt: 0,
  };
  expect(() => audit(published, 11)).toThrow(DisclosureError);
  expect(() => audit(published, 10)).not.toThrow();
});

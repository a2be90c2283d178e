import fc from '../../support/properties';
import { MAX_DEPTH, textFault } from '../../../core/json/text-fault';

it.each([
  ['{"a":1,"a":2}', ['a']],
  ['{"a":1,"b":2,"a":3}', ['a']],
  ['{"a":{"b":1,"c":2,"b":3}}', ['a', 'b']],
  ['{"a":[{"x":1},{"x":1,"\\u0078":2}]}', ['a', 1, 'x']],
  ['{"":1,"":2}', ['']],
  ['{"__proto__":1,"__proto__":2}', ['__proto__']],
  ['[{},{"0":1,"0":2}]', [1, '0']],
])('finds the name that stands twice in %s', (text, place) =>
  expect(textFault(text)).toMatchObject({ place, found: 'a repeated name' }),
);

it.each([
  ['{"a":"\\ud800"}', ['a']],
  ['{"a":["\\u0000"]}', ['a', 0]],
  ['{"a":1e999}', ['a']],
  ['{"a":1e-999}', ['a']],
  [`${'['.repeat(MAX_DEPTH + 1)}${']'.repeat(MAX_DEPTH + 1)}`, []],
])('finds what readers disagree on in %s', (text, place) => expect(textFault(text)).toMatchObject({ place }));

it('finds nothing in what one parser wrote', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      expect(textFault(JSON.stringify(value))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

it('finds a name that is repeated anywhere in an object of any size', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      (names, one, two) => {
        const members = names.map((name) => `${JSON.stringify(name)}:{"inner":1}`);
        members.splice(one % (members.length + 1), 0, members[two % members.length] ?? '');
        expect(textFault(`[{${members.join(',')}}]`)?.place).toEqual([0, names[two % names.length]]);
      },
    ),
    { numRuns: 300 },
  );
});

import { currentPartitions } from '../../lambdas/migrate/table-metadata';

const AT = 's3://silver/silver/visits/metadata/1.metadata.json';

it('a table without partitions has none', () => {
  const text = '{"default-spec-id":0,"partition-specs":[{"spec-id":0,"fields":[]}]}';
  expect(currentPartitions(AT, text)).toEqual([]);
});

it.each([
  ['is gone', undefined],
  ['is no JSON', '{"default-spec-id":'],
  ['has no default partition spec', '{"default-spec-id":3,"partition-specs":[{"spec-id":0,"fields":[]}]}'],
  ['has no default partition spec', '[]'],
])('metadata that %s fails with its place: %j', (problem, text) => {
  expect(() => currentPartitions(AT, text)).toThrow(`${AT} ${problem}`);
});

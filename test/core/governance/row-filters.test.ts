import { datasets } from '../../../datasets';
import { rowFilterProblem } from '../../../core/governance';
import { visits } from '../../governance/support/lake';

describe('row filters of contracts', () => {
  it.each(
    datasets.flatMap((dataset) =>
      dataset.rowFilters.map((filter) => [`${dataset.name}.${filter.name}`, dataset, filter] as const),
    ),
  )('%s is one that Lake Formation can apply', (_, dataset, filter) => {
    expect(rowFilterProblem(dataset, filter)).toBeUndefined();
  });

  const problemOf = (visible: string) =>
    rowFilterProblem(visits(), { name: 'f', description: 'A filter', visible });

  it.each([
    "status = 'a'",
    "status <> 'a' AND (site IN ('x', 'it''s') OR source IS NOT NULL)",
    "site LIKE 'a%'",
    "NOT (site = 'x')",
  ])('may say %s', (visible) => expect(problemOf(visible)).toBeUndefined());

  it.each([
    ["lower(status) = 'a'", /calls lower/],
    ['status = site', /compares columns/],
    ['nobody = 1', /nobody is no column/],
    ["status = 'a' -- x", /"-"/],
    ["status = 'a'; DROP TABLE x", /";"/],
    [`status = '${'a'.repeat(2050)}'`, /2048/],
    ["arrived_at > '2024-01-01'", /timestamp/],
  ])('may not say %s', (visible, problem) => expect(problemOf(visible)).toMatch(problem));
});

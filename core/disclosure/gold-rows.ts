import type { CountingModel, Figures, TextRow } from './figures';
import { sum } from './figures';
import { isPublished, shownParts, type Family, type Published } from './published';

/** Rows of the table of totals. */
export function totalRows(model: CountingModel, published: Published): TextRow[] {
  const shown = Object.values(published.families).flatMap((family) => {
    if (!isPublished(family) || !family.total) return [];
    const all = sum(outOf(family));
    // Nobody who is in no published part is counted.
    const people = Math.min(family.total.people, all.people);
    return [rowOf(model, family.total.row, { people, counts: all.counts })];
  });
  return [...shown, ...Object.values(published.named).map((row) => withheldRow(model, row))];
}

/** Rows of the table of parts: those that are shown, and one for all that are withheld of a published total. */
export function partRows(model: CountingModel, total: CountingModel, published: Published): TextRow[] {
  return Object.values(published.families).flatMap((family) => [
    ...shownParts(family).map(({ figures, row }) => rowOf(model, row, figures)),
    ...(family.pool && family.total ? [withheldRow(model, grainOf(total, family.total.row))] : []),
  ]);
}

/** What of a total is out, part by part. */
export function outOf(family: Family): Figures[] {
  return [...shownParts(family).map(({ figures }) => figures), ...(family.pool ? [family.pool] : [])];
}

function rowOf(model: CountingModel, row: TextRow, { people, counts }: Figures): TextRow {
  return {
    ...row,
    [model.counted.people]: String(people),
    ...Object.fromEntries(model.counted.counts.map((name, at) => [name, String(counts[at])])),
    [model.counted.withheld]: 'false',
  };
}

function withheldRow(model: CountingModel, row: TextRow): TextRow {
  const known = grainOf(model, row);
  return {
    ...Object.fromEntries(Object.keys(model.columns).map((name) => [name, known[name] ?? null])),
    [model.counted.withheld]: 'true',
  };
}

function grainOf(model: CountingModel, row: TextRow): TextRow {
  return Object.fromEntries(model.grain.map((name) => [name, row[name] ?? null]));
}

import type { ColumnType } from '../contracts';
import type { CountingModel, Figures, TextRow } from './figures';
import { sum } from './figures';
import { isPublished, shownParts, type Family, type Published } from './published';

/** Rows of the table of totals. */
export function totalRows(model: CountingModel, published: Published): TextRow[] {
  const shown = Object.values(published.families).flatMap((family) => {
    if (!isPublished(family) || !family.total) return [];
    const { people, row } = family.total;
    return [rowOf(model, row, { ...sum(outOf(family)), people })];
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

function rowOf(model: CountingModel, row: TextRow, { people, counts, amounts }: Figures): TextRow {
  const { counted, columns } = model;
  return {
    ...row,
    [counted.people]: String(people),
    ...Object.fromEntries(counted.counts.map((name, at) => [name, String(counts[at])])),
    ...Object.fromEntries(
      (counted.amounts ?? []).map(({ amount }, at) => [
        amount,
        amountText(amounts?.[at] ?? null, columns[amount]?.type),
      ]),
    ),
    [counted.withheld]: 'false',
  };
}

/** Sums of decimals keep the places of their type. */
function amountText(value: number | null, type: ColumnType | undefined): string | null {
  if (value === null) return null;
  const scale = /^decimal\(\d+, *(\d+)\)$/.exec(type ?? '')?.[1];
  return scale === undefined ? String(value) : value.toFixed(Number(scale));
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

import type { ColumnType, CountedPeople, GoldModel } from '../contracts';
import type { SqlRow } from '../ports';

/** A row as text by column, the same from every engine. */
export type TextRow = Readonly<Record<string, string | null>>;

export interface Figures {
  /** Different people. */
  readonly people: number;
  /** What adds up, in the order of the contract's `counts`. */
  readonly counts: readonly number[];
  /** Sums of amounts, in the order of the contract's `amounts`; null for one that is withheld. @default none */
  readonly amounts?: readonly (number | null)[];
}

/** A true sum of amounts. */
export interface Amount {
  readonly sum: number;
  /** The most that one person adds to it. */
  readonly largest: number;
}

/** One row of a model with its true figures. */
export interface Cell {
  /** Tells it from the other rows of its table. */
  readonly key: string;
  /** The total it is a part of; its own key when it is a total itself. */
  readonly total: string;
  readonly figures: Figures;
  /** In the order of the contract's `amounts`. @default none */
  readonly amounts?: readonly Amount[];
  readonly row: TextRow;
}

export type CountingModel = GoldModel & { readonly counted: CountedPeople };

export function isCounting(model: GoldModel): model is CountingModel {
  return model.counted !== undefined;
}

/** The rows of a counting model's SELECT as cells. */
export function cellsOf(model: CountingModel, rows: readonly SqlRow[]): Cell[] {
  const { people, counts, amounts = [], withheld, partOf } = model.counted;
  const grain = model.grain.filter((name) => name !== withheld);
  return rows.map((raw) => {
    const row = textRow(model, raw);
    const key = keyOf(row, grain);
    return {
      key,
      total: partOf ? keyOf(row, partOf.by) : key,
      figures: { people: Number(row[people]), counts: counts.map((name) => Number(row[name])) },
      ...(amounts.length > 0 && {
        amounts: amounts.map(({ amount, largest }) => ({
          sum: Number(row[amount] ?? 0),
          largest: Number(raw[largest] ?? 0),
        })),
      }),
      row,
    };
  });
}

export function keyOf(row: TextRow, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => row[name] ?? null));
}

export function textRow(model: GoldModel, row: SqlRow): TextRow {
  return Object.fromEntries(
    Object.entries(model.columns).map(([name, { type }]) => [name, textOf(row[name], type)]),
  );
}

function textOf(value: unknown, type: ColumnType): string | null {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      // Athena writes a double 1.0 where JavaScript writes 1.
      return type === 'double' ? String(Number(value)) : String(value);
    default:
      return null;
  }
}

export function sum(all: readonly Figures[]): Figures {
  const [first, ...rest] = all;
  if (!first) return { people: 0, counts: [] };
  return rest.reduce<Figures>(
    (a, b) => ({
      people: a.people + b.people,
      counts: a.counts.map((count, at) => count + (b.counts[at] ?? 0)),
      ...(a.amounts && { amounts: a.amounts.map((amount, at) => plus(amount, b.amounts?.[at])) }),
    }),
    first,
  );
}

/** A sum of which a part is withheld is withheld, or the part could be told. */
function plus(a: number | null, b: number | null | undefined): number | null {
  return a === null || b === null || b === undefined ? null : a + b;
}

/** The smallest of the figures that add up; people where nothing does. */
export function least({ people, counts }: Figures): number {
  return counts.length === 0 ? people : Math.min(...counts);
}

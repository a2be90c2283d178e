import { apiType, athenaText, plainValue, type Answer, type Type, type Value } from '../../sql-bridge';

/** An answer as it can be shown, whichever engine gave it. */
export interface Shown {
  readonly columns: readonly ShownColumn[];
  /** Values in the form of the engine; their column reads them. */
  readonly rows: readonly (readonly unknown[])[];
}

export interface ShownColumn {
  readonly name: string;
  /** In the words of Athena's API. */
  readonly type: string;
  readonly precision?: number;
  readonly scale?: number;
  /** The text that Athena's API gives. */
  readonly text: (value: unknown) => string | null;
  /** A value for JSON. */
  readonly plain: (value: unknown) => unknown;
}

/** The same of an answer of the lake on this machine. */
export function shown({ columns = [], rows }: Answer): Shown {
  return {
    columns: columns.map(({ name, type }) => ({
      name,
      type: apiType(type),
      ...precisionOf(type),
      text: (value) => athenaText(type, value as Value),
      plain: (value) => plainValue(type, value as Value),
    })),
    rows,
  };
}

const precisionOf = (type: Type): object =>
  type.kind === 'decimal' ? { precision: type.precision, scale: type.scale } : {};

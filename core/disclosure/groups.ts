import type { ColumnType } from '../contracts';
import type { SqlRow } from '../ports';
import { literalOf } from './changes-sql';
import { keyOf, textRow, type CountingModel } from './figures';
import { figuresSql } from './publication';

/** Columns of a model's true figures that tell a row from the others. */
export function groupColumns({ grain, counted }: CountingModel): string[] {
  return grain.filter((name) => name !== counted.withheld);
}

/** Tells the group that a row of a model's true figures is of. */
export function groupOf(model: CountingModel, row: SqlRow): string {
  return keyOf(textRow(model, row), groupColumns(model));
}

const typeOf = ({ name, columns }: CountingModel, column: string): ColumnType => {
  const found = columns[column];
  if (!found) throw new Error(`Model ${name} has no column ${column}, which its grain names.`);
  return found.type;
};

/** The statement that gives the true figures of some groups. @param groups a row of each, one at least */
export function figuresOfGroupsSql(model: CountingModel, groups: readonly SqlRow[]): string {
  const isOne = (row: SqlRow): string => {
    const text = textRow(model, row);
    const same = groupColumns(model).map(
      (name) => `figures.${name} IS NOT DISTINCT FROM ${literalOf(typeOf(model, name), text[name] ?? null)}`,
    );
    return `(${same.join(' AND ')})`;
  };
  return `SELECT * FROM (\n${figuresSql(model)}\n) AS figures WHERE ${groups.map(isOne).join(' OR ')}`;
}

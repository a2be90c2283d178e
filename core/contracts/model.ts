import { ContractError } from './errors';
import type { Sensitivity } from './sensitivity';
import type { ColumnType } from './types';

export interface ModelColumn {
  readonly type: ColumnType;
  readonly sensitivity: Sensitivity;
  readonly description: string;
  /**
   * Why a column that lets personal or health data through is no disclosure; printed in the data dictionary.
   * The plan refuses such a column without it.
   *
   * @default it lets none through
   */
  readonly disclosed?: string;
}

/** A table computed from others by one SELECT in a `.sql` file. */
export interface GoldModel {
  /** Snake case; `gold.<name>`. */
  readonly name: string;
  readonly description: string;
  /** LF-tag `domain`. */
  readonly domain: string;
  /** Columns that identify a row. */
  readonly grain: readonly string[];
  readonly columns: Readonly<Record<string, ModelColumn>>;
  /**
   * Absolute path of the SELECT in Athena SQL, read when the statement is rendered.
   * `${small_cell_threshold}` in it stands for the environment's threshold.
   */
  readonly file: string;
}

/**
 * Declares a gold table.
 *
 * @throws ContractError when the grain names no column, a column could identify somebody, or a reason is empty
 */
export function defineModel(model: GoldModel): GoldModel {
  for (const name of model.grain) {
    if (!(name in model.columns))
      throw new ContractError(model.name, `grain column "${name}" is not declared`);
  }
  for (const [name, column] of Object.entries(model.columns)) {
    if (column.sensitivity === 'personal' || column.sensitivity === 'health') {
      throw new ContractError(
        model.name,
        `column "${name}" is classed ${column.sensitivity}; gold is for the public: aggregate it or leave it out`,
      );
    }
    if (column.disclosed?.trim() === '')
      throw new ContractError(
        model.name,
        `column "${name}": disclosed is empty; say why it is no disclosure`,
      );
  }
  return model;
}

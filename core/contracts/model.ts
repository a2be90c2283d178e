import { ContractError } from './errors';
import { RESERVED_WORDS } from './reserved-words';
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

/**
 * What the figures of a model count, by which its publication is judged: its SELECT gives true figures, and
 * `core/disclosure` decides which of them are shown, and from when on.
 */
export interface CountedPeople {
  /** Column that counts different people. */
  readonly people: string;
  /** Columns that add up over rows and to which whoever is counted contributes one or more, such as doses. */
  readonly counts: readonly string[];
  /**
   * Columns that are sums of what each person adds, such as costs, never negative. One is shown when its largest
   * contributor doesn't dominate it. @default none
   */
  readonly amounts?: readonly CountedAmount[];
  /** Boolean column of the grain that the SELECT leaves to the publication: whether figures are withheld. */
  readonly withheld: string;
  /** The model whose rows this one's rows add up to, and the columns that tell which row. @default none */
  readonly partOf?: { readonly model: string; readonly by: readonly string[] };
}

/** A sum that one person may dominate. */
export interface CountedAmount {
  /** Column of the model. */
  readonly amount: string;
  /** Column of its SELECT, never published: the largest sum of one person in the row. */
  readonly largest: string;
}

/** A table computed from others by one SELECT. */
export interface GoldModel {
  /** Snake case; the table's name. */
  readonly name: string;
  /** Where the table is: `silver` for rows of other tables side by side, none summed up. @default 'gold' */
  readonly database?: 'silver' | 'gold';
  readonly description: string;
  /** LF-tag `domain`. */
  readonly domain: string;
  /** Columns that identify a row. */
  readonly grain: readonly string[];
  readonly columns: Readonly<Record<string, ModelColumn>>;
  /** The SELECT in Athena SQL, asked for when the statement is rendered. It gives true figures. */
  readonly sql: () => string;
  /** Figures about people. A model that sums people up needs it. @default it has none */
  readonly counted?: CountedPeople;
}

/** The same that names of columns are; states of the run say what they do beside it. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Declares a gold table.
 *
 * @throws ContractError when its name isn't one of a table, the grain names no column, a column could identify somebody, a reason is empty,
 *   or what is counted isn't among the columns
 */
export function defineModel(model: GoldModel): GoldModel {
  if (!NAME.test(model.name)) throw new ContractError(model.name, `the name must match ${NAME.source}`);
  if (RESERVED_WORDS.has(model.name))
    throw new ContractError(model.name, 'the name is a reserved word of Athena; choose another');
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
  if (model.counted) checkCounted(model, model.counted);
  return model;
}

function checkCounted(
  model: GoldModel,
  { people, counts, amounts = [], withheld, partOf }: CountedPeople,
): void {
  const fail = (problem: string): never => {
    throw new ContractError(model.name, `counted: ${problem}`);
  };
  for (const name of [people, ...counts]) {
    const type = model.columns[name]?.type ?? fail(`column "${name}" is not declared`);
    if (type !== 'bigint' && type !== 'int') fail(`column "${name}" must be a bigint or an int, not ${type}`);
  }
  for (const { amount, largest } of amounts) {
    const type = model.columns[amount]?.type ?? fail(`amount "${amount}" is not declared`);
    if (!/^(int|bigint|double|decimal\(.*\))$/.test(type))
      fail(`amount "${amount}" must be a number, not ${type}`);
    if (largest in model.columns)
      fail(`"${largest}" is one person's; the SELECT gives it, and it must be no column of the model`);
  }
  if (model.columns[withheld]?.type !== 'boolean') fail(`"${withheld}" must be a boolean column`);
  if (!model.grain.includes(withheld)) {
    fail(`"${withheld}" must be in the grain: a row of withheld figures stands beside those shown`);
  }
  for (const name of partOf?.by ?? []) {
    if (!model.grain.includes(name)) fail(`partOf.by "${name}" is not in the grain`);
  }
}

import { TerminalError } from '../errors';
import { modelSql } from '../plan/gold-plan';
import type { Clock, ObjectStore, SqlEngine, SqlRow } from '../ports';
import { columnList, modelTable, qualified } from '../tables';
import { audit } from './audit';
import { changesSql } from './changes-sql';
import { cellsOf, type Cell, type CountingModel, type TextRow } from './figures';
import { partRows, totalRows } from './gold-rows';
import { publish } from './publish';
import { NOTHING_PUBLISHED, type Published } from './published';
import { modelsOf, type PublicationUnit } from './units';

export interface PublicationDeps {
  readonly engine: SqlEngine;
  /** Holds what was published before. No persona may read it: it knows withheld figures. */
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** People. */
  readonly threshold: number;
  /** The statement that gives a model's true figures. */
  readonly figuresOf: (model: CountingModel) => string;
  /** Gives a model's true figures, by the statement that does. @default the engine runs it */
  readonly trueFigures?: (model: CountingModel, sql: string) => Promise<readonly SqlRow[]>;
  /** Deletes snapshots of a model's table to which readers could travel back. @default there are none */
  readonly forget?: (model: CountingModel) => Promise<void>;
}

/** What no publication can be judged without is gone. */
class PublicationsLostError extends TerminalError {
  override readonly name = 'PublicationsLostError';

  constructor(table: string, key: string) {
    super(
      `${table} holds figures, and ${key}, which says what was published when, isn't there. New figures beside old ones can give people away, so none are published. Put ${key} back, or empty the table to begin anew.`,
    );
  }
}

/**
 * Brings the tables of a unit up to date, as far as they may be. What is published is written down before any
 * reader sees it, and the tables follow from what is written down, so a failure between the two heals itself.
 *
 * @returns the tables that changed
 * @throws PublicationsLostError
 */
export async function publishUnit(deps: PublicationDeps, unit: PublicationUnit): Promise<CountingModel[]> {
  const { engine, store, clock, threshold, figuresOf } = deps;
  const { totals, parts } = unit;
  const models = modelsOf(unit);
  // Before anything changes: who reads what is replaced now has until the next time.
  for (const model of models) await deps.forget?.(model);
  const current = new Map<CountingModel, SqlRow[]>();
  for (const model of models) {
    current.set(model, await engine.query(`SELECT * FROM ${qualified(modelTable(model))}`));
  }
  const key = publicationKey(unit);
  const text = await store.get(key);
  const holding = models.find((model) => current.get(model)?.length);
  if (!text && holding) throw new PublicationsLostError(qualified(modelTable(holding)), key);
  const before = text ? (JSON.parse(text.toString('utf8')) as Published) : NOTHING_PUBLISHED;

  const { trueFigures = (_model, sql) => engine.query(sql) } = deps;
  const cells = async (model: CountingModel): Promise<Cell[]> =>
    cellsOf(model, await trueFigures(model, figuresOf(model)));
  const truth = { totals: await cells(totals), ...(parts && { parts: await cells(parts) }) };
  const rule = { threshold, now: clock.now().toISOString(), known: unit.known };
  const published = publish(before, truth, rule);
  audit(published, rule.threshold);
  const written = JSON.stringify(published);
  if (written !== text?.toString('utf8')) await store.put(key, written, { contentType: 'application/json' });

  const wanted = (model: CountingModel): TextRow[] =>
    model === totals ? totalRows(model, published) : partRows(model, totals, published);
  const changed: CountingModel[] = [];
  for (const model of models) {
    const statements = changesSql(model, wanted(model), current.get(model) ?? []);
    for (const sql of statements) await engine.query(sql);
    if (statements.length > 0) changed.push(model);
  }
  return changed;
}

/** Key of the object that remembers what a unit has published. */
export function publicationKey({ totals }: PublicationUnit): string {
  return `staging/publications/${totals.name}.json`;
}

/** A counting model's true figures, with the largest share of each amount. */
export function figuresSql(model: CountingModel): string {
  const { withheld, amounts = [] } = model.counted;
  const columns = modelTable(model).columns.filter(({ name }) => name !== withheld);
  const largest = amounts.map((each) => ({ name: each.largest }));
  return `SELECT ${columnList([...columns, ...largest])} FROM (\n${modelSql(model)}\n) AS model`;
}

import type { GoldModel } from '../../core/contracts';
import { figuresSql, modelsOf, publishUnit, type PublicationUnit } from '../../core/disclosure';
import { refreshSql } from '../../core/plan';
import { modelTable, type Table } from '../../core/tables';
import { DirectoryObjectStore } from '../store/directory-object-store';
import type { GoldStep } from './gold-state';
import { trueFigures } from './kept-figures';
import type { RunDeps } from './run-deps';

export async function fillGold(run: RunDeps, { work, inputs }: GoldStep): Promise<void> {
  await run.tables.read(...inputs);
  if (work.kind === 'refresh') await refresh(run, work.model);
  else await publish(run, work.unit, inputs);
  await run.tables.save();
}

async function refresh({ engine, tables, onStep }: RunDeps, model: GoldModel): Promise<void> {
  onStep?.({ table: model.name, step: 'refresh' });
  await tables.fill(modelTable(model));
  if ((await engine.own(refreshSql(model))).changed > 0) tables.changed(modelTable(model));
}

/** Gold that counts people: what of it may be published, in the light of what was. */
async function publish(run: RunDeps, unit: PublicationUnit, inputs: readonly Table[]): Promise<void> {
  const { engine, tables, clock, settings, layout } = run;
  run.onStep?.({ table: unit.totals.name, step: 'publish' });
  await tables.fill(...modelsOf(unit).map(modelTable));
  const changed = await publishUnit(
    {
      engine,
      store: new DirectoryObjectStore(layout.root),
      clock,
      threshold: settings.smallCellThreshold,
      figuresOf: figuresSql,
      trueFigures: async (model, sql) => trueFigures(run, model, inputs, sql),
    },
    unit,
  );
  for (const model of changed) tables.changed(modelTable(model));
}

import { modelTable, qualified } from '../../core/tables';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Dataset, GoldModel } from '../../core/contracts';
import { PROGRAM } from '../program';
import { loadSqlParser, modelSql, orderedModels, type Ordered } from '../../core/plan';

/** What is kept of a model: its name, and the tables that it reads. */
type Kept = readonly (readonly [model: string, dependsOn: readonly string[]])[];

/**
 * Gold models in the order of their references. Following every model's SQL takes a second, so what was found is kept beside
 * the compiled command line for as long as neither it nor a model's SQL has changed.
 *
 * @throws Error for a model that must not be, as `orderedModels` says
 */
export async function modelOrder(datasets: readonly Dataset[]): Promise<readonly Ordered<GoldModel>[]> {
  const file = PROGRAM === undefined ? undefined : fileFor(PROGRAM, datasets);
  const kept = file === undefined ? undefined : await read(file);
  const known = kept && restored(kept, datasets);
  if (known) return known;
  await loadSqlParser();
  const found = orderedModels(datasets);
  if (file !== undefined) await write(file, found);
  return found;
}

function fileFor(program: string, datasets: readonly Dataset[]): string {
  const sql = datasets.flatMap(({ name, models }) => [
    name,
    ...models.flatMap((model) => [model.name, modelSql(model)]),
  ]);
  const digest = createHash('sha256')
    .update(JSON.stringify([program, sql]))
    .digest('hex')
    .slice(0, 16);
  return join(dirname(program), `model-order-${digest}.json`);
}

async function read(file: string): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

function restored(kept: Kept, datasets: readonly Dataset[]): readonly Ordered<GoldModel>[] | undefined {
  const models = datasets.flatMap((dataset) => dataset.models);
  const found = kept.flatMap(([name, dependsOn]) => {
    const item = models.find((model) => model.name === name);
    return item ? [{ item, table: qualified(modelTable(item)), dependsOn }] : [];
  });
  return found.length === models.length ? found : undefined;
}

/** Where it can't be kept, it is found out again. */
async function write(file: string, models: readonly Ordered<GoldModel>[]): Promise<void> {
  const kept: Kept = models.map(({ item, dependsOn }) => [item.name, dependsOn]);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(kept));
  } catch {
    // A directory that may not be written to.
  }
}

import type { Dataset, GoldModel } from '../contracts';
import { qualified, silverTable } from '../tables';
import type { Ordered } from './model-order';

/**
 * Gold that follows a dataset by itself: what reads it, and what reads that, in order. Figures about people, and what is made
 * of them, aren't among it: they are published in steps of time.
 *
 * @returns each with those of its tables to be filled before that follow the dataset, too
 */
export function followingModels(
  dataset: Dataset,
  models: readonly Ordered<GoldModel>[],
): Ordered<GoldModel>[] {
  const silver = qualified(silverTable(dataset));
  const following: Ordered<GoldModel>[] = [];
  for (const { item, table, dependsOn } of models) {
    const before = dependsOn.filter((each) => following.some(({ table: other }) => other === each));
    if (item.counted === undefined && (before.length > 0 || dependsOn.includes(silver)))
      following.push({ item, table, dependsOn: before });
  }
  return following;
}

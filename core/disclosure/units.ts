import type { GoldModel } from '../contracts';
import { isCounting, type CountingModel } from './figures';

/** Tables that are published together, since the rows of one add up to those of the other. */
export interface PublicationUnit {
  readonly totals: CountingModel;
  readonly parts?: CountingModel;
  /** Columns that tell groups of the totals, and groups of another unit as well: what a group adds up to is known. */
  readonly known: readonly string[];
}

/**
 * Counting models, each total with the table of its parts.
 *
 * @throws Error for a total that isn't there, one with two tables of parts, and parts of parts
 */
export function publicationUnits(models: readonly GoldModel[]): PublicationUnit[] {
  const counting = models.filter(isCounting);
  const parts = counting.filter(({ counted }) => counted.partOf);
  for (const { name, counted } of parts) {
    const total = counting.find((each) => each.name === counted.partOf?.model);
    const fail = (problem: string): never => {
      throw new Error(`Model ${name}: counted.partOf ${problem}`);
    };
    if (!total) return fail(`names ${counted.partOf?.model}, which is no model that counts people`);
    if (total.counted.partOf)
      fail(`names ${total.name}, which is itself a part of another; one level is judged`);
    if (total.counted.counts.join() !== counted.counts.join()) {
      fail(`needs the counts of ${total.name}, which are ${total.counted.counts.join(', ')}`);
    }
    if (counted.partOf?.by.join() !== total.grain.filter((each) => each !== total.counted.withheld).join()) {
      fail(`must be by the grain of ${total.name} without ${total.counted.withheld}`);
    }
    if (parts.filter(({ counted: other }) => other.partOf?.model === total.name).length > 1) {
      fail(`names ${total.name}, which has parts already; two tables of parts can't be judged together`);
    }
  }
  const partsOf = ({ name }: CountingModel): CountingModel[] =>
    parts.filter(({ counted }) => counted.partOf?.model === name);
  return counting
    .filter(({ counted }) => !counted.partOf)
    .map((totals) => {
      const own = [totals, ...partsOf(totals)];
      const elsewhere = new Set(counting.filter((each) => !own.includes(each)).flatMap(groupsOf));
      const [its] = partsOf(totals);
      return {
        totals,
        ...(its && { parts: its }),
        known: groupsOf(totals).filter((name) => elsewhere.has(name)),
      };
    });
}

const groupsOf = ({ grain, counted }: CountingModel): string[] =>
  grain.filter((name) => name !== counted.withheld);

/** Work on gold: a table that follows its SELECT, or tables whose figures about people are published. */
export type GoldWork =
  | { readonly kind: 'refresh'; readonly model: GoldModel }
  | { readonly kind: 'publish'; readonly unit: PublicationUnit };

/** What to do for models that are in order; a unit comes where its last table does. */
export function goldWork(models: readonly GoldModel[]): GoldWork[] {
  const units = publicationUnits(models);
  return models.flatMap((model): GoldWork[] => {
    if (!isCounting(model)) return [{ kind: 'refresh', model }];
    const unit = units.find(({ totals, parts }) => totals === model || parts === model);
    const others = unit && modelsOf(unit).filter((other) => other !== model);
    const isLast = others?.every((other) => models.indexOf(other) < models.indexOf(model));
    return unit && isLast ? [{ kind: 'publish', unit }] : [];
  });
}

export function modelsOf({ totals, parts }: PublicationUnit): CountingModel[] {
  return parts ? [totals, parts] : [totals];
}

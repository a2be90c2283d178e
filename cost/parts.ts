import type { Resource, Templates } from '../access-proof/template';
import { costOf, type CostItem } from './idle';

/** What an optional part adds in a month in which nothing arrives. */
export interface PartCost {
  readonly part: string;
  readonly items: readonly CostItem[];
}

/** Letters of which logical ids are made. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * What an environment with every optional part has over one without, by part. A resource belongs to the part whose name its logical id begins
 * with, after the kind of source for alarms.
 *
 * @param names sources and other parts; where several fit, it is the longest
 * @throws Error for a resource that costs something and belongs to none
 */
export function costOfParts(everything: Templates, base: Templates, names: readonly string[]): PartCost[] {
  const there = new Set(base.where(() => true).map(({ type, logicalId }) => `${type} ${logicalId}`));
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const parts = new Map<string, Resource[]>(names.map((name) => [name, []]));
  const lost: Resource[] = [];
  for (const resource of everything.where(() => true)) {
    if (there.has(`${resource.type} ${resource.logicalId}`)) continue;
    const id = plain(resource.logicalId);
    const part = longestFirst.find(
      (name) => id.startsWith(plain(name)) || (id.startsWith('alarms') && id.includes(plain(name))),
    );
    (parts.get(part ?? '') ?? lost).push(resource);
  }
  const unknown = costOf(lost).map(({ item }) => item);
  if (unknown.length > 0) throw new Error(`Nobody has said to which part ${unknown.join(', ')} belong.`);
  return [...parts]
    .map(([part, resources]) => ({ part, items: costOf(resources) }))
    .filter(({ items }) => items.length > 0);
}

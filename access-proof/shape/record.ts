import { grouped } from './grouped';
import type { Instance } from './instances';
import type { Named } from './names';
import type { ResourceShape, Shape } from './shape';

/** What the templates of one environment deploy. */
export interface Recorded {
  readonly environment: string;
  readonly instances: readonly Instance[];
}

/**
 * The shape of a lake from all of its environments. What is said of several personas or tables in the same words
 * counts for any of them; what is said of one counts for that one.
 */
export function shapeOf(recorded: readonly Recorded[]): Shape {
  const all = recorded.flatMap(({ environment, instances }) =>
    instances.map((instance) => ({ environment, instance })),
  );
  const isGeneric = severalOf(all.map(({ instance }) => instance.key));
  const groups = grouped(all, ({ instance: { key } }) => (isGeneric(key) ? key.generic : key.literal));
  const environments = recorded.map(({ environment }) => environment);
  const resources = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, group]) => [name, resourceShape(group, environments)] as const);
  return { resources: Object.fromEntries(resources) };
}

interface Placed {
  readonly environment: string;
  readonly instance: Instance;
}

function resourceShape(group: readonly Placed[], environments: readonly string[]): ResourceShape {
  const several = severalOf(group.flatMap(({ instance }) => instance.lines));
  const isGeneric = (line: Named): boolean => isOfDefinition(line) || several(line);
  const said = group.map(({ environment, instance: { lines } }) => ({
    environment,
    lines: new Set(lines.map((line) => (isGeneric(line) ? line.generic : line.literal))),
  }));
  const every = [...new Set(said.flatMap(({ lines }) => [...lines]))].sort();
  const says = every.filter((line) => said.every(({ lines }) => lines.has(line)));
  const others = every.filter((line) => !says.includes(line));
  const byEnvironment = (isSaid: (line: string, by: readonly { lines: Set<string> }[]) => boolean) =>
    Object.fromEntries(
      environments
        .map((environment) => {
          const here = said.filter((each) => each.environment === environment);
          return [environment, others.filter((line) => here.length > 0 && isSaid(line, here))] as const;
        })
        .filter(([, lines]) => lines.length > 0),
    );
  const saysIn = byEnvironment((line, by) => by.every(({ lines }) => lines.has(line)));
  const maySay = byEnvironment(
    (line, by) => by.some(({ lines }) => lines.has(line)) && !by.every(({ lines }) => lines.has(line)),
  );
  const present = environments.filter((each) => group.some(({ environment }) => environment === each));
  const count = countOf(group);
  return {
    ...(present.length < environments.length && { in: present }),
    ...(count > 1 && { count }),
    says,
    ...(Object.keys(saysIn).length > 0 && { saysIn }),
    ...(Object.keys(maySay).length > 0 && { maySay }),
  };
}

/**
 * What a state machine does with one table it may do with any: whose statements they are is told by the plan, and the
 * last table of a run is another when one is added.
 */
const isOfDefinition = ({ literal }: Named): boolean => literal.startsWith('DefinitionString: ');

function countOf(group: readonly Placed[]): number {
  const places = grouped(group, ({ environment, instance }) => `${environment} ${instance.bound}`);
  return Math.max(...[...places.values()].map((each) => each.length));
}

/** Tells what is said of several names in the same words. */
function severalOf(named: readonly Named[]): (each: Named) => boolean {
  const literals = new Map<string, Set<string>>();
  for (const { literal, generic } of named) {
    literals.set(generic, (literals.get(generic) ?? new Set()).add(literal));
  }
  return ({ generic, isPlural }) => isPlural === true || (literals.get(generic)?.size ?? 0) > 1;
}

/** What one shape has and another lacks, as lines with `+` and `-` below the resources they are about. */
export function shapeDifference(before: Shape, after: Shape): string[] {
  const names = [...new Set([...Object.keys(before.resources), ...Object.keys(after.resources)])].sort();
  return names.flatMap((name) => {
    const [old, now] = [statedLines(before.resources[name]), statedLines(after.resources[name])];
    const lines = [
      ...old.filter((line) => !now.includes(line)).map((line) => `  - ${line}`),
      ...now.filter((line) => !old.includes(line)).map((line) => `  + ${line}`),
    ];
    const isNew = before.resources[name] === undefined;
    const heading = isNew ? `+ ${name}` : after.resources[name] === undefined ? `- ${name}` : `  ${name}`;
    return lines.length > 0 ? [heading, ...lines] : [];
  });
}

function statedLines(shape: ResourceShape | undefined): string[] {
  if (!shape) return [];
  const { in: present, count, says, saysIn = {}, maySay = {} } = shape;
  return [
    ...(present ? [`only in ${present.join(', ')}`] : []),
    ...(count ? [`${count} of it`] : []),
    ...says,
    ...linesBy(saysIn, 'in'),
    ...linesBy(maySay, 'some in'),
  ];
}

function linesBy(lines: NonNullable<ResourceShape['saysIn']>, where: string): string[] {
  return Object.entries(lines).flatMap(([environment, each]) =>
    each.map((line) => `${line} (${where} ${environment})`),
  );
}

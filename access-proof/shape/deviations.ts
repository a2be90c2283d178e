import { grouped } from './grouped';
import type { Instance } from './instances';
import type { Named } from './names';
import type { ResourceShape, Shape } from './shape';

/** Something in which templates aren't what was reviewed. */
export interface Deviation {
  readonly subject: string;
  readonly problem: string;
}

/** Everything in which an environment's templates aren't what a shape says, resource by resource. */
export function deviationsFrom(
  shape: Shape,
  environment: string | undefined,
  instances: readonly Instance[],
): Deviation[] {
  if (environment === undefined)
    return [{ subject: 'templates', problem: 'are not those of one environment of a lake' }];
  const found = grouped(instances, (each) => nameIn(shape, each) ?? '');
  const unknown = (found.get('') ?? []).map(({ logicalId, key }) => ({
    subject: logicalId,
    problem: `is ${key.literal.split(' ')[0]}, and no such resource has been reviewed`,
  }));
  const known = Object.entries(shape.resources).flatMap(([name, expected]) =>
    compare(name, expected, found.get(name) ?? [], environment),
  );
  return [...unknown, ...known];
}

function nameIn({ resources }: Shape, { key }: Instance): string | undefined {
  return [key.literal, key.generic].find((name) => Object.hasOwn(resources, name));
}

function compare(
  name: string,
  shape: ResourceShape,
  instances: readonly Instance[],
  environment: string,
): Deviation[] {
  const isDue = shape.in?.includes(environment) ?? true;
  if (!isDue) {
    return instances.map(({ logicalId }) => ({
      subject: logicalId,
      problem: `(${name}) has not been reviewed for ${environment}`,
    }));
  }
  const isForEach = /\{(persona|table)s?\}/.test(name);
  if (instances.length === 0 && !isForEach) return [{ subject: name, problem: 'is missing' }];
  const tooMany = [...grouped(instances, ({ bound }) => bound).values()].flatMap((same) =>
    same.length > (shape.count ?? 1)
      ? [{ subject: same.at(-1)?.logicalId ?? name, problem: `is one more ${name} than was reviewed` }]
      : [],
  );
  return [...tooMany, ...instances.flatMap((instance) => compareLines(instance, shape, environment))];
}

function compareLines(instance: Instance, shape: ResourceShape, environment: string): Deviation[] {
  const { logicalId: subject, lines, key } = instance;
  const due = [...shape.says, ...(shape.saysIn?.[environment] ?? [])];
  const allowed = new Set([...due, ...(shape.maySay?.[environment] ?? [])]);
  const type = key.literal.split(' ')[0];
  const said = new Set(lines.flatMap(({ literal, generic }) => [literal, generic]));
  return [
    ...lines
      .filter((line) => !allowed.has(line.literal) && !(allowed.has(line.generic) && isOfOwn(line, instance)))
      .map(({ literal }) => ({ subject, problem: `(${type}) says what has not been reviewed: ${literal}` })),
    ...due
      .filter((line) => !said.has(line))
      .map((line) => ({ subject, problem: `(${type}) no longer says: ${line}` })),
  ];
}

/**
 * Whether a line that may be said of any persona or table is said of the one that its resource is made for. Others are
 * named by what only tells an order, and by states of a load, whose statements are judged with the plan.
 */
function isOfOwn({ literal, names = {} }: Named, { key }: Instance): boolean {
  if (/^(DefinitionString: |@DependsOn )/.test(literal)) return true;
  return Object.entries(key.names ?? {}).every(
    ([kind, own]) => names[kind]?.some((name) => own.includes(name)) ?? true,
  );
}

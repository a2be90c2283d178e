import type { ResourceJson, TemplateJson } from '../../../access-proof/template';
import { isIntrinsic } from '../../../access-proof/shape/text';
import { at, isRecord, placed, type Opening } from './opening';
import type { Schemas } from './schema';

/** One more resource of every type that CloudFormation has. */
export function additions(schemas: Schemas): Opening[] {
  return schemas.types.map((type, index) => ({
    kind: `one more ${type}`,
    template: 0,
    logicalId: `Another${index}`,
    path: [],
    changed: { Type: type, Properties: schemas.example(type) },
  }));
}

/** Every resource without or with other attributes, and with every property that it doesn't have. */
export function extensions(templates: readonly TemplateJson[], schemas: Schemas): Opening[] {
  return eachResource(templates).flatMap(({ resource, ...place }) => {
    const opening = (what: string, changed: Opening['changed'], path: readonly string[] = []): Opening => ({
      ...place,
      kind: `${resource.Type} ${what}`,
      path,
      changed,
    });
    const attribute = (name: string, value: unknown): Opening =>
      opening(`with another ${name}`, { ...resource, [name]: value });
    const missing = schemas
      .properties(resource.Type)
      .filter(({ path }) => at(resource.Properties, path) === undefined)
      // Below a property that is an intrinsic function there is nothing to extend.
      .filter(({ path }) =>
        path.every((_, depth) => isExtensible(at(resource.Properties, path.slice(0, depth)))),
      );
    return [
      opening('left out', undefined),
      attribute('Condition', 'Sometimes'),
      attribute('CreationPolicy', { ResourceSignal: { Count: 1 } }),
      attribute('UpdatePolicy', { AutoScalingReplacingUpdate: { WillReplace: true } }),
      attribute('DeletionPolicy', 'Snapshot'),
      attribute('Metadata', { 'AWS::CloudFormation::Init': { config: {} } }),
      attribute('Fn::Transform', {
        Name: 'AWS::Include',
        Parameters: { Location: 's3://elsewhere/more.json' },
      }),
      opening('of another type', { ...resource, Type: 'AWS::CloudFormation::CustomResource' }),
      opening('with a nested macro', {
        ...resource,
        Properties: { ...resource.Properties, 'Fn::Transform': { Name: 'Macro' } },
      }),
      ...missing.map(({ path, value }) =>
        opening(
          `with ${path.join('.')}`,
          {
            ...resource,
            Properties: placed(resource.Properties, path, () => value) as ResourceJson['Properties'] & object,
          },
          path,
        ),
      ),
    ];
  });
}

const isExtensible = (value: unknown): boolean =>
  value === undefined || (isRecord(value) && !isIntrinsic(value));

/** The first opening of every kind. */
export function oneOfAKind(openings: readonly Opening[]): Opening[] {
  return [...new Map([...openings].reverse().map((opening) => [opening.kind, opening])).values()];
}

/** Every value of every resource left out, changed, given as text, and decided when it is deployed. */
export function alterations(templates: readonly TemplateJson[]): Opening[] {
  return eachResource(templates).flatMap(({ resource, ...place }) =>
    pathsOf(resource.Properties).flatMap((path) =>
      Object.entries(CHANGES).flatMap(([what, change]): Opening[] => {
        const old = at(resource.Properties, path);
        const now = change(old);
        if (now === old || path.length === 0 || isIndifferent(path, what, old)) return [];
        const kind = `${resource.Type} ${path.filter((name) => !/^\d+$/.test(name)).join('.')} ${what}`;
        const Properties = placed(resource.Properties, path, () => now) as Record<string, unknown>;
        return [{ ...place, kind, path, changed: { ...resource, Properties } }];
      }),
    ),
  );
}

/** A statement's name says nothing, and IAM reads a number that is given as text as the number. */
function isIndifferent(path: readonly string[], what: string, old: unknown): boolean {
  return (
    path.at(-1) === 'Sid' ||
    (path.includes('Condition') && what === 'given as text' && typeof old === 'number')
  );
}

const CHANGES: Readonly<Record<string, (old: unknown) => unknown>> = {
  'left out': () => undefined,
  changed: (old) => (typeof old === 'boolean' ? !old : typeof old === 'number' ? old + 1 : 'elsewhere'),
  'given as text': (old) => (typeof old === 'string' ? old : JSON.stringify(old)),
  'decided later': (old) => ({ 'Fn::If': ['Sometimes', old, { Ref: 'AWS::NoValue' }] }),
  'taken from a macro': () => ({ 'Fn::Transform': { Name: 'Macro', Parameters: {} } }),
  'taken from a parameter': () => ({ Ref: 'Chosen' }),
};

/** Paths of everything within a value, lists and their elements included. */
function pathsOf(value: unknown, above: readonly string[] = []): string[][] {
  const isNested = typeof value === 'object' && value !== null && !isIntrinsic(value);
  const below = isNested
    ? Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...above, name]))
    : [];
  return [[...above], ...below];
}

function eachResource(
  templates: readonly TemplateJson[],
): { template: number; logicalId: string; resource: ResourceJson }[] {
  return templates.flatMap(({ Resources = {} }, template) =>
    Object.entries(Resources).map(([logicalId, resource]) => ({ template, logicalId, resource })),
  );
}

import type { ResourceJson } from '../../../access-proof/template';
import { placed } from '../openings/opening';
import type { Mutant } from './mutant';

/** A path with dots, below the resource: `Properties.Code.S3Key`. */
export type Change = readonly [path: string, value: unknown];

/** Resources of a type whose logical ids begin so, changed at paths; a function as value makes one of what stands there. */
export const at =
  (type: string, start: string, ...changes: readonly Change[]): Mutant['mutate'] =>
  (templates) => {
    let isMeant = false;
    const mutated = templates.map((template) => ({
      ...template,
      Resources: Object.fromEntries(
        Object.entries(template.Resources ?? {}).map(([id, resource]) => {
          if (resource.Type !== type || !id.startsWith(start)) return [id, resource];
          isMeant = true;
          return [id, changedAt(resource, changes)];
        }),
      ),
    }));
    if (!isMeant) throw new Error(`No ${type} is called ${start}...; name one that is deployed.`);
    return mutated;
  };

function changedAt(resource: ResourceJson, changes: readonly Change[]): ResourceJson {
  return changes.reduce<unknown>(
    (value, [path, change]) =>
      placed(value, path.split('.'), (old) =>
        typeof change === 'function' ? (change as (old: unknown) => unknown)(old) : change,
      ),
    resource,
  ) as ResourceJson;
}

/** Something in the first template, beside its resources. */
export const section =
  (name: string, key: string, value: unknown): Mutant['mutate'] =>
  ([first, ...others]) => [
    {
      ...first,
      [name]: { ...(first as Readonly<Record<string, object>> | undefined)?.[name], [key]: value },
    },
    ...others,
  ];

/** A state machine whose definition is changed as text. */
export const defined = (start: string, change: (definition: string) => string): Mutant['mutate'] =>
  at('AWS::StepFunctions::StateMachine', start, [
    'Properties.DefinitionString',
    (old: unknown) => {
      const before = JSON.stringify(old);
      const after = change(before);
      if (after === before) throw new Error(`The definition of ${start} is as it was; change what it holds.`);
      return JSON.parse(after) as unknown;
    },
  ]);

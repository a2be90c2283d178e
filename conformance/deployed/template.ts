import type { Template } from 'aws-cdk-lib/assertions';
import type { Machine } from './interpreter';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** Resources of a type, in the order of the template. */
export function resourcesOf(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.findResources(type) as Record<string, Resource>);
}

/** A text of a template, with a word in the place of what only a deployment knows. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = (value as Record<string, unknown>)['Fn::Join'] as [string, unknown[]] | undefined;
  if (join) return join[1].map(flat).join(join[0]);
  const sub = (value as Record<string, unknown>)['Fn::Sub'] as [string, Record<string, unknown>] | undefined;
  if (Array.isArray(sub)) return sub[0].replaceAll(/\$\{(\w+)\}/g, (_, name: string) => flat(sub[1][name]));
  return JSON.stringify(value).replace(/[^a-zA-Z0-9]/g, '');
}

/** The state machine whose logical id begins with a name. */
export function machineOf(template: Template, name: string): Machine {
  return machineWhere(template, name, (id) => id.startsWith(name));
}

/** The state machine that another one starts by its ARN. */
export function machineAt(template: Template, arn: string): Machine {
  return machineWhere(template, arn, (id) => flat({ Ref: id }) === arn);
}

function machineWhere(template: Template, what: string, isIt: (id: string) => boolean): Machine {
  const found = resourcesOf(template, 'AWS::StepFunctions::StateMachine').find(([id]) => isIt(id));
  if (!found) throw new Error(`The template has no state machine "${what}".`);
  return JSON.parse(flat(found[1].Properties.DefinitionString)) as Machine;
}

import type { TemplateJson } from '../template';

/** What turns a value of a template into text that says the same in every account, region and partition. */
export interface Texts {
  /** A value that comes to one text, intrinsic functions included; undefined for objects and lists that don't. */
  textOf: (template: TemplateJson, value: unknown) => string | undefined;
}

export interface TextOptions {
  readonly account: string;
  readonly region: string;
  /** The name by which a resource of a template is known, whatever its logical id. */
  readonly nameOf: (template: TemplateJson, logicalId: string) => string;
}

type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an intrinsic function and nothing beside it. */
export function isIntrinsic(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'));
}

const RESOLVED = ['Ref', 'Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Fn::ImportValue'];

/** Names of the intrinsic functions anywhere within a value whose outcome can't be told from templates: macros too. */
export function unresolvedIn(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(unresolvedIn))];
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.entries(value).flatMap(([name, each]) => [
    ...(name.startsWith('Fn::') && !RESOLVED.includes(name) ? [name] : []),
    ...unresolvedIn(each),
  ]);
  return [...new Set(names)];
}

/**
 * References become `${Name}` and `${Name.Attribute}`, imports what they import, joins one text. An intrinsic
 * function that isn't known stays as it is written, so that nothing recorded can be mistaken for it.
 */
export function texts(templates: readonly TemplateJson[], { account, region, nameOf }: TextOptions): Texts {
  const exported = new Map<string, { template: TemplateJson; value: unknown }>();
  const literal = (text: string): string =>
    text
      .replaceAll('${', String.raw`$\{`)
      .replaceAll('arn:aws:', 'arn:${AWS::Partition}:')
      .replaceAll(account, '${AWS::AccountId}')
      .replaceAll(region, '${AWS::Region}');
  const reference = (template: TemplateJson, id: string, attribute?: string): string => {
    const name = id.startsWith('AWS::') ? id : nameOf(template, id);
    return attribute === undefined ? `\${${name}}` : `\${${name}.${attribute}}`;
  };
  const substituted = (template: TemplateJson, text: string, variables: Json): string =>
    text
      .split(/(\$\{[^}]*\})/)
      .map((part) => {
        const variable = /^\$\{([^!][^}]*)\}$/.exec(part)?.[1];
        if (variable === undefined) return literal(part);
        if (variable in variables) return textOf(template, variables[variable]) ?? JSON.stringify(part);
        const [id = '', attribute] = variable.split(/\.(.*)/);
        return reference(template, id, attribute);
      })
      .join('');
  const intrinsic = (template: TemplateJson, value: Json): string => {
    const [[name, argument] = ['', undefined]] = Object.entries(value);
    const list = Array.isArray(argument) ? (argument as unknown[]) : undefined;
    const unknown = `${name}(${JSON.stringify(argument)})`;
    switch (name) {
      case 'Ref':
        return reference(template, String(argument));
      case 'Fn::GetAtt': {
        const [id = '', attribute = ''] = list ? list.map(String) : String(argument).split(/\.(.*)/);
        return reference(template, id, attribute);
      }
      case 'Fn::Join': {
        const parts = Array.isArray(list?.[1]) ? (list[1] as unknown[]) : undefined;
        if (!parts) return unknown;
        return parts.map((part) => textOf(template, part) ?? JSON.stringify(part)).join(String(list?.[0]));
      }
      case 'Fn::Sub':
        if (typeof argument === 'string') return substituted(template, argument, {});
        return list ? substituted(template, String(list[0]), (list[1] ?? {}) as Json) : unknown;
      case 'Fn::ImportValue': {
        const found = exported.get(textOf(template, argument) ?? '');
        return (found && textOf(found.template, found.value)) ?? unknown;
      }
      default:
        return unknown;
    }
  };
  const textOf = (template: TemplateJson, value: unknown): string | undefined => {
    if (typeof value === 'string') return literal(value);
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return isIntrinsic(value) ? intrinsic(template, value) : undefined;
  };
  for (const template of templates) {
    for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
      const name = Export && textOf(template, Export.Name);
      if (name !== undefined) exported.set(name, { template, value: Value });
    }
  }
  return { textOf };
}

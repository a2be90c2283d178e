import type { TemplateJson } from '../../../access-proof';

/** Properties as far as the tests change them. */
interface Properties {
  readonly [name: string]: unknown;
  readonly PolicyDocument?: { readonly Statement: readonly { readonly Sid?: string }[] };
  readonly DatabaseInput?: Readonly<Record<string, unknown>>;
}

/** Templates in which resources of a type are changed, or left out when the change gives undefined. */
export function changed(
  templates: readonly TemplateJson[],
  type: string,
  change: (properties: Properties, logicalId: string) => Properties | undefined,
): TemplateJson[] {
  return templates.map((template) => ({
    ...template,
    Resources: Object.fromEntries(
      Object.entries(template.Resources ?? {}).flatMap(([id, resource]) => {
        if (resource.Type !== type) return [[id, resource]];
        const properties = change(resource.Properties ?? {}, id);
        return properties === undefined ? [] : [[id, { ...resource, Properties: properties }]];
      }),
    ),
  }));
}

/** Templates with one more resource, called `Extra`. */
export function added(
  [first, ...others]: readonly TemplateJson[],
  resource: NonNullable<TemplateJson['Resources']>[string],
): TemplateJson[] {
  return [{ ...first, Resources: { ...first?.Resources, Extra: resource } }, ...others];
}

import type { ResourceJson, TemplateJson } from '../../../access-proof/template';

/** A change of one resource that nobody has agreed to. */
export interface Opening {
  /** The type, the property and what is done to it: openings of many resources are of one kind. */
  readonly kind: string;
  /** Of the template and the resource that is changed. */
  readonly template: number;
  readonly logicalId: string;
  /** The path of the property that is changed; empty when it is the resource as a whole. */
  readonly path: readonly string[];
  /** Undefined: the resource is left out. */
  readonly changed: ResourceJson | undefined;
}

type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path; undefined when nothing does. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (within, name) => (typeof within === 'object' && within !== null ? (within as Json)[name] : undefined),
    value,
  );
}

/** A copy with something else at a path, or with nothing there. */
export function placed(
  value: unknown,
  [name, ...below]: readonly string[],
  change: (old: unknown) => unknown,
): unknown {
  if (name === undefined) return change(value);
  if (Array.isArray(value)) {
    return (value as unknown[]).flatMap((each, index) => {
      if (String(index) !== name) return [each];
      const now = placed(each, below, change);
      return now === undefined ? [] : [now];
    });
  }
  const { [name]: old, ...others } = isRecord(value) ? value : {};
  const now = placed(old, below, change);
  return now === undefined ? others : { ...others, [name]: now };
}

/** Templates with an opening in them. */
export function opened(templates: readonly TemplateJson[], opening: Opening): TemplateJson[] {
  return templates.map((template, index) => {
    if (index !== opening.template) return template;
    const others = Object.entries(template.Resources ?? {}).filter(([id]) => id !== opening.logicalId);
    const changed = opening.changed ? [[opening.logicalId, opening.changed] as const] : [];
    return { ...template, Resources: Object.fromEntries([...others, ...changed]) };
  });
}

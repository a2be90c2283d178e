/** A part of the parsed statement. A node is `{kind: body}`; a body holds nodes under its fields. */
export type Part = Readonly<Record<string, unknown>>;

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind and the body of a node; undefined for anything else. */
export function asNode(value: unknown): { readonly kind: string; readonly body: Part } | undefined {
  if (!isPart(value)) return undefined;
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0 || !isPart(entry[1])) return undefined;
  return { kind: entry[0], body: entry[1] };
}

export function parts(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.filter(isPart) : [];
}

/** The text of an identifier in lower case, as Athena compares names. */
export function identifier(value: unknown): string | undefined {
  return isPart(value) && typeof value.name === 'string' ? value.name.toLowerCase() : undefined;
}

export function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0)
  );
}

/** The text of a literal, whether number or string. */
export function literal(value: unknown): string | undefined {
  const node = asNode(value);
  return node?.kind === 'literal' ? String(node.body.value) : undefined;
}

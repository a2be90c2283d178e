import { unsupportedClause, unsupportedShape } from './unsupported';

/** One node of the parsed statement: `{kind: body}`, as the parser gives it. */
export type Node = Readonly<Record<string, unknown>>;

/** Turns a node into DuckDB SQL. */
export type Emit = (node: Node) => string;

/** Fields that carry no meaning for the statement. */
const SILENT = /comments$|^span$|^inferred_type$/;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind of a node: its only key, such as `select` or `column`. */
export function kindOf(node: Node): string {
  return Object.keys(node)[0] ?? 'nothing';
}

/** The body of a node when it is of the given kind. */
export function bodyOf(node: Node | undefined, kind: string): Node | undefined {
  const body = node?.[kind];
  return isNode(body) ? body : undefined;
}

/** The text of a string literal; undefined for every other node. */
export function stringLiteral(node: Node | undefined): string | undefined {
  const literal = bodyOf(node, 'literal');
  return literal?.literal_type === 'string' ? String(literal.value) : undefined;
}

/** The digits of a number literal, a leading minus included; undefined for every other node. */
export function numberLiteral(node: Node | undefined): string | undefined {
  const negated = bodyOf(node, 'neg');
  if (negated) {
    const digits = numberLiteral(isNode(negated.this) ? negated.this : undefined);
    return digits === undefined ? undefined : `-${digits}`;
  }
  const literal = bodyOf(node, 'literal');
  return literal?.literal_type === 'number' ? String(literal.value) : undefined;
}

/**
 * Reads the body of a node and remembers what was read, so that a clause nobody
 * reads is refused instead of dropped.
 */
export class Fields {
  private readonly read = new Set<string>();
  private readonly children: Fields[] = [];

  constructor(
    readonly kind: string,
    private readonly body: Node,
  ) {}

  static of(node: Node): Fields {
    const kind = kindOf(node);
    const body = node[kind];
    return new Fields(kind, isNode(body) ? body : body === null ? {} : { value: body });
  }

  node(key: string): Node {
    const value = this.optional(key);
    if (!value) throw unsupportedShape(this.kind, key);
    return value;
  }

  optional(key: string): Node | undefined {
    const value = this.take(key);
    return isNode(value) ? value : undefined;
  }

  nodes(key: string): readonly Node[] {
    const value = this.take(key);
    return Array.isArray(value) ? value.filter(isNode) : [];
  }

  text(key: string): string | undefined {
    const value = this.take(key);
    return typeof value === 'string' ? value : undefined;
  }

  integer(key: string): number | undefined {
    const value = this.take(key);
    return typeof value === 'number' ? value : undefined;
  }

  flag(key: string): boolean {
    return this.take(key) === true;
  }

  /** A field whose value is not a node and needs a look of its own. */
  raw(key: string): unknown {
    return this.take(key);
  }

  /** A plain object inside this body, checked for unread fields along with it. */
  sub(key: string, kind = key): Fields | undefined {
    const value = this.optional(key);
    return value && this.child(kind, value);
  }

  subs(key: string, kind = key): readonly Fields[] {
    return this.nodes(key).map((value) => this.child(kind, value));
  }

  /** Fields that may hold anything: spelling, not meaning. */
  skip(...keys: readonly string[]): void {
    for (const key of keys) this.read.add(key);
  }

  /** @throws SqlTranslationError when a field with a value was never read. */
  finish(): void {
    for (const [key, value] of Object.entries(this.body)) {
      if (this.read.has(key) || SILENT.test(key) || isEmpty(value)) continue;
      throw unsupportedClause(this.kind, key);
    }
    for (const child of this.children) child.finish();
  }

  private take(key: string): unknown {
    this.read.add(key);
    return this.body[key];
  }

  private child(kind: string, body: Node): Fields {
    const fields = new Fields(kind, body);
    this.children.push(fields);
    return fields;
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

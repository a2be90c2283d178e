/** Names that a lake's owner chooses, and what stands for any of them in what is recorded. */
export interface Names {
  readonly environment: string;
  readonly personas: readonly string[];
  readonly tables: readonly string[];
}

/** A text, and the same with placeholders for chosen names; equal where none occurs. */
export interface Named {
  readonly literal: string;
  readonly generic: string;
  /** It lists so many names that it speaks of all of them. @default false */
  readonly isPlural?: boolean;
  /** The names that it speaks of, by kind; of a kind of which it lists all, none. @default none */
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

/** From so many different names of a kind on, a line lists them all. */
const PLURAL = 3;

const longestFirst = (names: readonly string[]): string[] =>
  [...new Set(names)].sort((a, b) => b.length - a.length);
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);
const squashed = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '');

/**
 * Names as whole words, so that `documents` isn't found in `documents_log`, and as parts of the references that are
 * made for them.
 */
function patternOf(names: readonly string[]): RegExp {
  const words = names.map(escaped).join('|');
  const parts = names.map(squashed).join('|');
  return new RegExp(
    `(?<![A-Za-z0-9_{])(?:${words})(?![A-Za-z0-9_}])|(?<=\\$\\{[A-Za-z0-9]*)(?:${parts})`,
    'g',
  );
}

interface Kind {
  readonly kind: string;
  /** The longest first, so that a name isn't taken for the start of another. */
  readonly names: readonly string[];
  /** Undefined when there are no names. */
  readonly pattern?: RegExp;
  /** A name by how it stands in logical ids. */
  readonly bySquashed: ReadonlyMap<string, string>;
}

/** Puts placeholders for the names of an environment, personas and tables. */
export class Placeholders {
  private readonly kinds: readonly Kind[];
  /** Most of what is deployed is said many times. */
  private readonly known = new Map<string, Named>();
  private static readonly made = new Map<string, Placeholders>();

  /** One for all who ask with the same names, since what it has worked out holds for them. */
  static of(names: Names): Placeholders {
    const key = JSON.stringify(names);
    const made = Placeholders.made.get(key) ?? new Placeholders(names);
    Placeholders.made.set(key, made);
    return made;
  }

  private constructor(private readonly names: Names) {
    this.kinds = [
      { kind: 'persona', names: longestFirst(names.personas) },
      { kind: 'table', names: longestFirst(names.tables) },
    ].map((each) => ({
      ...each,
      ...(each.names.length > 0 && { pattern: patternOf(each.names) }),
      bySquashed: new Map(each.names.map((name) => [squashed(name), name])),
    }));
  }

  /**
   * A line and its form for any persona and table. Two different names of a kind stay different, so that what a
   * line says of one can't be read as being about another.
   */
  line(text: string): Named {
    const known = this.known.get(text) ?? this.named(text);
    this.known.set(text, known);
    return known;
  }

  private named(text: string): Named {
    const { environment } = this.names;
    const literal = text
      .replaceAll(`headwater-${environment}`, 'headwater-{environment}')
      .replaceAll(`/headwater/${environment}/`, '/headwater/{environment}/');
    let generic = literal;
    let isPlural = false;
    const names: Record<string, readonly string[]> = {};
    for (const { kind, pattern, bySquashed } of this.kinds) {
      if (!pattern) continue;
      const nameOf = (found: string): string => bySquashed.get(found) ?? found;
      const seen = [...new Set((generic.match(pattern) ?? []).map(nameOf))];
      if (seen.length >= PLURAL) {
        isPlural = true;
        generic = generic.replaceAll(pattern, `{${kind}s}`).replaceAll(REPEATED, '$1');
        continue;
      }
      if (seen.length > 0) names[kind] = seen;
      generic = generic.replaceAll(pattern, (found) => {
        const place = seen.indexOf(nameOf(found));
        return place === 0 ? `{${kind}}` : `{${kind} ${place + 1}}`;
      });
    }
    return { literal, generic, names, ...(isPlural && { isPlural }) };
  }

  /** The name of a resource, from its logical id: without the hash, and with the names it is made for. */
  id(logicalId: string): Named & Required<Pick<Named, 'names'>> {
    const literal = logicalId.replace(/([0-9A-F]{8}|[0-9a-f]{32})$/, '');
    let generic = literal;
    const bound: Record<string, readonly string[]> = {};
    for (const { kind, names } of this.kinds) {
      const name = names.find((each) => squashed(each).length > 3 && generic.includes(squashed(each)));
      if (name === undefined) continue;
      generic = generic.replace(squashed(name), `{${kind}}`);
      bound[kind] = [name];
    }
    return { literal, generic, names: bound };
  }
}

/** Elements of a list that have become the same. */
const REPEATED = /([^\s|,[\]]+)(?:(?: \| |, )\1)+/g;

/** The environment that templates are made for; undefined when they don't tell one. */
export function environmentOf(exportNames: readonly string[]): string | undefined {
  const found = new Set(exportNames.map((name) => /^headwater-([a-z]+)-[a-z-]+:/.exec(name)?.[1]));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

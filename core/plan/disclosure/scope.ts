import { asNode, identifier, isPart, type Part } from './syntax';
import { unfollowed, type Exposure, type Shown } from './exposure';

/** Rows that a query reads or gives. */
export interface Relation {
  readonly columns: readonly (readonly [name: string, shown: Shown])[];
  /** What counting the rows lets through. */
  readonly rows: readonly Exposure[];
  /** False when it may have more columns than those known. */
  readonly isComplete: boolean;
}

/** Where names are looked up while the expressions of one SELECT are read. */
export interface Scope {
  readonly sources: readonly { readonly name: string | undefined; readonly relation: Relation }[];
  /** Tables by `database.name`, common table expressions by name. */
  readonly relations: ReadonlyMap<string, Relation>;
  /** The query around it. */
  readonly outer: Scope | undefined;
  /** The expressions it is grouped by, as {@link fingerprint} gives them; undefined where nothing is grouped. */
  readonly keys: ReadonlySet<string> | undefined;
  /** What a query in an expression gives: told here, since queries are read by their expressions. */
  readonly relationOf: (query: unknown, scope: Scope) => Relation;
  /** The SQL of a node. */
  readonly text: (node: Part) => string;
}

/** A relation of which nothing is known. */
export function unknownRelation(what: string): Relation {
  return { columns: [], rows: unfollowed(`rows of ${what}`).exposures, isComplete: false };
}

interface Found {
  readonly shown: Shown;
  /** Tells columns of one name in different tables apart. */
  readonly place: string;
}

/** Looks a column up where it stands, then in the queries around it. */
export function resolve(column: Part, scope: Scope): Found {
  const name = identifier(column.name) ?? '';
  const table = identifier(column.table);
  const written = table === undefined ? name : `${table}.${name}`;
  for (let at: Scope | undefined = scope, depth = 0; at; at = at.outer, depth += 1) {
    const sources = at.sources.map((source, index) => ({ ...source, index }));
    const asked = table === undefined ? sources : sources.filter((source) => source.name === table);
    const hits = asked.flatMap(({ relation, index }) =>
      relation.columns.flatMap(([each, shown]) => (each === name ? [{ shown, index }] : [])),
    );
    const [first, ...more] = hits;
    if (first) {
      const place = `${depth}:${hits.map(({ index }) => index).join('+')}.${name}`;
      const exposures = hits.flatMap(({ shown }) => shown.exposures);
      return { shown: more.length === 0 ? first.shown : { ...first.shown, exposures }, place };
    }
    if (asked.some(({ relation }) => !relation.isComplete)) break;
  }
  return { shown: unfollowed(`column ${written}`), place: `?.${written}` };
}

const NO_MEANING = /comments$|^span$|^inferred_type$|^quoted$/;

/** The same text for two expressions that mean the same in a scope, however their columns are qualified. */
export function fingerprint(expression: unknown, scope: Scope): string {
  return JSON.stringify(expression, (key, value: unknown) => {
    if (NO_MEANING.test(key)) return undefined;
    const node = isPart(value) ? asNode(value) : undefined;
    return node?.kind === 'column' ? resolve(node.body, scope).place : value;
  });
}

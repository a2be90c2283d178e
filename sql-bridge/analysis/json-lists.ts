import { quote, quoteName } from './typed';

/**
 * The JSON paths that one relation's columns are read by. DuckDB parses a record anew for every path; where a
 * query reads several of one column, the relation is wrapped in a query that reads them all in one go: 20 paths
 * of a million records of 900 bytes in 3 s instead of 10 s.
 */
export class JsonLists {
  private readonly columns = new Map<string, { readonly sql: string; readonly paths: string[] }>();

  constructor(private readonly alias: string) {}

  /** The text at a path of a column, as DuckDB writes it. */
  item(column: string, sql: string, path: string): string {
    const list = this.columns.get(column) ?? { sql, paths: [] };
    this.columns.set(column, list);
    if (!list.paths.includes(path)) list.paths.push(path);
    return `${this.alias}.${listName(column)}[${list.paths.indexOf(path) + 1}]`;
  }

  /** The relation with the lists that were asked for. */
  wrap(relation: string): string {
    if (this.columns.size === 0) return relation;
    const lists = [...this.columns].map(
      ([column, { sql, paths }]) =>
        `TRY(json_extract_string(${sql}, [${paths.map(quote).join(', ')}])) AS ${listName(column)}`,
    );
    return `(SELECT *, ${lists.join(', ')} FROM ${relation}) AS ${this.alias}`;
  }
}

const listName = (column: string): string => quoteName(`athena_list_${column}`);

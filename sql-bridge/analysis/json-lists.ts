import { quote, quoteName } from './typed';

interface Read {
  readonly path: string;
  readonly value: string;
}

/**
 * The JSON paths that one relation's columns are read by. DuckDB parses a record anew for every path; where a
 * query reads several of one column, the relation is wrapped in a query that reads them all in one go: 20 paths
 * of a million records of 900 bytes in 3 s instead of 10 s. A second one settles each value, once for all its uses.
 */
export class JsonLists {
  private readonly columns = new Map<string, { readonly sql: string; readonly reads: Read[] }>();

  constructor(private readonly alias: string) {}

  /**
   * The value at a path of a column.
   *
   * @param settle makes it of the JSON as DuckDB writes it, which is NULL where there is nothing, and of the list of
   *   all that is read, which is NULL where the column holds no JSON
   */
  item(column: string, sql: string, path: string, settle: (json: string, list: string) => string): string {
    const { reads } = this.columns.get(column) ?? this.add(column, sql);
    const known = reads.findIndex((read) => read.path === path);
    const place = known < 0 ? reads.length : known;
    const list = `${this.alias}.${listName(column)}`;
    if (known < 0) reads.push({ path, value: settle(`${list}[${place + 1}]`, list) });
    return `${this.alias}.${valueName(column, place)}`;
  }

  /** The relation with the values that were asked for. */
  wrap(relation: string): string {
    if (this.columns.size === 0) return relation;
    const columns = [...this.columns];
    const lists = columns.map(([column, { sql, reads }]) => {
      const paths = reads.map(({ path }) => quote(path)).join(', ');
      return `CAST(TRY(json_extract(${sql}, [${paths}])) AS VARCHAR[]) AS ${listName(column)}`;
    });
    const values = columns.flatMap(([column, { reads }]) =>
      reads.map(({ value }, place) => `${value} AS ${valueName(column, place)}`),
    );
    const read = `(SELECT *, ${lists.join(', ')} FROM ${relation}) AS ${this.alias}`;
    return `(SELECT *, ${values.join(', ')} FROM ${read}) AS ${this.alias}`;
  }

  private add(column: string, sql: string): { readonly sql: string; readonly reads: Read[] } {
    const added = { sql, reads: [] };
    this.columns.set(column, added);
    return added;
  }
}

const listName = (column: string): string => quoteName(`athena_list_${column}`);
const valueName = (column: string, place: number): string => quoteName(`athena_json_${column}_${place + 1}`);

/** Where values come from: a column of a table, or, without a column, its rows as they are counted. */
export interface Origin {
  /** As the statement names it, in lower case: `silver.vaccines`. */
  readonly table: string;
  readonly column?: string;
}

/** A column that names can reach, and where its values come from. */
export interface TracedColumn {
  /** Undefined where nothing gives it a name. */
  readonly name: string | undefined;
  readonly origins: readonly Origin[];
}

/** A column of one of the relations of a FROM. */
export interface TracedField extends TracedColumn {
  /** Names of the relation, innermost last. */
  readonly qualifier: readonly string[];
}

/** Rows to read from. */
export interface TracedRelation {
  readonly fields: readonly TracedField[];
  /** The tables whose rows they are. */
  readonly rows: readonly Origin[];
}

export interface TracedQuery {
  readonly columns: readonly TracedColumn[];
  readonly rows: readonly Origin[];
}

/** What names mean at one place of a statement. */
export interface LineageScope {
  /** Columns of a table by `database.table`; none for one that isn't known. */
  readonly columnsOf: (table: string) => readonly string[];
  /** Queries of WITH that hold here. */
  readonly named: ReadonlyMap<string, TracedQuery>;
  readonly fields: readonly TracedField[];
  /** Rows that a `count(*)` counts. */
  readonly rows: readonly Origin[];
  /** Names that hold here, too, when none of the fields has the name. */
  readonly parent?: LineageScope;
}

export function distinctOrigins(origins: readonly Origin[]): readonly Origin[] {
  return [...new Map(origins.map((each) => [`${each.table} ${each.column ?? ''}`, each])).values()];
}

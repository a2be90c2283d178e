/** Values as texts that the database reads back exactly. */
export type Place = readonly string[];

export interface Row {
  /** Values of `changed`, where it is asked for, and of the key. */
  readonly place: Place;
  /** The row as a JSON object with every digit. */
  readonly json: string;
}

/** What a page of rows is: one of two parts of the table, each in an order of its own. */
export interface PageRequest {
  /** Rows with a value in `changed` in its order, or those without in that of the key. */
  readonly part: 'changed' | 'unchanged';
  /** Rows behind this place. @default from the start */
  readonly after?: Place | undefined;
  /** Of `changed`: not before this value, less the overlap. @default all */
  readonly since?: string | undefined;
  readonly limit: number;
}

/** A connection in a transaction that reads only, and sees the table as it was at its start. */
export interface Database {
  /** Names of the table's columns; none when there is no such table. */
  columns(): Promise<readonly string[]>;
  page(request: PageRequest): Promise<readonly Row[]>;
  /** The key's columns as a JSON object each, in the key's order. */
  keys(after: Place | undefined, limit: number): Promise<readonly Row[]>;
  /** What `changed` can't be beyond now, as its own type writes it; undefined for numbers. */
  now(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

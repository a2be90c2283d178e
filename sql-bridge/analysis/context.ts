import { SqlError } from '../errors';
import { placeOf } from '../syntax/syntax-error';
import type { Type } from '../types/type';
import type { Udf } from '../udf/udf';
import { quoteName } from './typed';

/** A table as the statement sees it. */
export interface CatalogTable {
  readonly columns: readonly { readonly name: string; readonly type: Type; readonly hidden?: boolean }[];
}

/** What tables there are. */
export interface Catalog {
  /** @returns undefined when there is no such table */
  table(schema: string, name: string): CatalogTable | undefined;
}

/** What holds for the whole of one statement. */
export class Context {
  private readonly udfs = new Map<string, Udf>();
  private aliases = 0;
  private asked: 'today' | 'now' | undefined;

  constructor(
    readonly sql: string,
    readonly catalog: Catalog,
    /** The database of tables that are named without one. */
    readonly schema: string | undefined,
    private readonly settings: { readonly now: string },
  ) {}

  /** The time of the statement. */
  get now(): string {
    this.asked = 'now';
    return this.settings.now;
  }

  /** Its date, `2026-01-31`. */
  get today(): string {
    this.asked ??= 'today';
    return dateOf(this.settings.now);
  }

  /** For how long what was made of the statement holds. @default for good */
  get holds(): 'today' | 'now' | undefined {
    return this.asked;
  }

  place(node: { readonly at: number }): string {
    return placeOf(this.sql, node.at);
  }

  error(code: string, node: { readonly at: number }, message: string): SqlError {
    return new SqlError(code, `${this.place(node)}: ${message}`);
  }

  /** A name that nothing else in the statement has. */
  alias(prefix: string): string {
    return quoteName(`${prefix}${++this.aliases}`);
  }

  /** A call of a function in JavaScript. */
  call(udf: Udf, ...args: readonly string[]): string {
    this.udfs.set(udf.name, udf);
    return `${udf.name}(${args.join(', ')})`;
  }

  get functions(): readonly Udf[] {
    return [...this.udfs.values()];
  }
}

/** @param now `2026-01-31 10:00:00.000000` */
export const dateOf = (now: string): string => now.slice(0, '2026-01-31'.length);

import type { DuckDBConnection } from '@duckdb/node-api';
import { castMacros } from './cast-macros';
import { functionMacros } from './functions';
import { aggregateMacros } from './functions/aggregates';
import { MACRO_NAME, calleesFirst, callees } from './macro-order';
import { loadParser } from './parser';

/** Athena works in UTC and puts NULL last, for ASC and for DESC. */
const settings: readonly string[] = ["TimeZone = 'UTC'", "default_null_order = 'nulls_last'"];

const macros = calleesFirst([...functionMacros, ...castMacros, ...aggregateMacros]);

/**
 * Makes a connection ready for the statements that `translate` writes: settings, the parser, and macros
 * of the connection only (nothing is stored in a database). Creating all macros takes about a second, so
 * each is created when a statement first needs it.
 *
 * @see https://duckdb.org/docs/stable/sql/statements/create_macro
 */
export class Prelude {
  private readonly created = new Set<string>();

  private constructor(private readonly connection: DuckDBConnection) {}

  static async install(connection: DuckDBConnection): Promise<Prelude> {
    const statements = settings.map((setting) => `SET ${setting}`);
    await Promise.all([loadParser(), connection.run(statements.join(';\n'))]);
    return new Prelude(connection);
  }

  /** Creates the macros that a translated statement calls. */
  async prepare(duckdbSql: string): Promise<void> {
    const called = new Set(Array.from(duckdbSql.matchAll(MACRO_NAME), ([name]) => name));
    const wanted = callees(macros, called).filter((macro) => !this.created.has(macro));
    if (wanted.length === 0) return;
    await this.connection.run(wanted.map((macro) => `CREATE OR REPLACE TEMP MACRO ${macro}`).join(';\n'));
    for (const macro of wanted) this.created.add(macro);
  }
}

/** Makes a connection ready for any statement that `translate` writes, all macros at once. */
export async function installPrelude(connection: DuckDBConnection): Promise<void> {
  const prelude = await Prelude.install(connection);
  await prelude.prepare(macros.join('\n'));
}

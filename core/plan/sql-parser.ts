const load = () => import('@polyglot-sql/sdk');

/** The SQL parser's module, ready to parse. */
export type SqlParser = Awaited<ReturnType<typeof load>>;

let loading: Promise<SqlParser> | undefined;
let loaded: SqlParser | undefined;

/**
 * Loads the SQL parser, a WebAssembly module of 22 MB, once per process (about 0.1 s).
 *
 * @see https://github.com/tobilg/polyglot
 */
export function sqlParser(): Promise<SqlParser> {
  loading ??= (async () => {
    const module = await load();
    await module.init();
    loaded = module;
    return module;
  })();
  return loading;
}

/** Makes everything ready that parses SQL without waiting. */
export async function loadSqlParser(): Promise<void> {
  await sqlParser();
}

/** @throws Error when the parser isn't loaded yet */
export function loadedSqlParser(): SqlParser {
  if (!loaded) throw new Error('The SQL parser is not loaded; await loadSqlParser() first.');
  return loaded;
}

/** By their text: a model is read for the tables that it names, and for what it discloses. */
const parsed = new Map<string, unknown>();

/**
 * The statements of a text in Athena SQL, as the parser gives them. Whoever asks for the same text gets the same ones.
 *
 * @throws Error when the parser isn't loaded yet or the text doesn't parse
 */
export function parseStatements(sql: string): unknown {
  const known = parsed.get(sql);
  if (known !== undefined) return known;
  const { parse, Dialect } = loadedSqlParser();
  const result = parse(sql, Dialect.Trino);
  if (!result.success) throw new Error(`not Athena SQL: ${result.error}`);
  parsed.set(sql, result.ast);
  return result.ast;
}

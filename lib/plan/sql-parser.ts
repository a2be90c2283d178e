const load = () => import('@polyglot-sql/sdk');

/** The SQL parser's module, ready to parse. */
export type SqlParser = Awaited<ReturnType<typeof load>>;

let loading: Promise<SqlParser> | undefined;

/**
 * Loads the SQL parser, a WebAssembly module of 22 MB, once per process (about 0.1 s).
 *
 * @see https://github.com/tobilg/polyglot
 */
export function sqlParser(): Promise<SqlParser> {
  loading ??= (async () => {
    const module = await load();
    await module.init();
    return module;
  })();
  return loading;
}

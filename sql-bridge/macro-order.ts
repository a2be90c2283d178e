/** The name of a macro, wherever it is called or defined. */
export const MACRO_NAME = /athena_\w+/g;

const nameOf = (macro: string): string => macro.slice(0, macro.indexOf('('));

/** Sorts macros so that each stands behind those it calls: DuckDB binds a macro when it is created. */
export function calleesFirst(macros: readonly string[]): readonly string[] {
  const byName = new Map(macros.map((macro) => [nameOf(macro), macro]));
  const sorted = new Set<string>();
  const add = (macro: string, callers: ReadonlySet<string>): void => {
    if (sorted.has(macro) || callers.has(macro)) return;
    for (const [name] of macro.matchAll(MACRO_NAME)) {
      const callee = byName.get(name);
      if (callee && callee !== macro) add(callee, new Set([...callers, macro]));
    }
    sorted.add(macro);
  };
  for (const macro of macros) add(macro, new Set());
  return [...sorted];
}

/** The macros of these names and all that they call, in the order of the sorted list. */
export function callees(sorted: readonly string[], names: ReadonlySet<string>): readonly string[] {
  const wanted = new Set(names);
  const found: string[] = [];
  for (const macro of [...sorted].reverse()) {
    if (!wanted.has(nameOf(macro))) continue;
    found.unshift(macro);
    for (const [name] of macro.matchAll(MACRO_NAME)) wanted.add(name);
  }
  return found;
}

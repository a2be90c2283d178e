import { as, template, type FunctionTable } from '../bridge';

const nullIfAny = (name: string): FunctionTable[string] =>
  template(
    1,
    (...args) =>
      `CASE WHEN ${args.map((arg) => `${arg} IS NULL`).join(' OR ')} THEN NULL ELSE ${name}(${args.join(', ')}) END`,
    1000,
  );

/** @see https://trino.io/docs/current/functions/conditional.html */
export const conditionalFunctions: FunctionTable = {
  coalesce: as('coalesce', 1, 1000),
  // NULL when any argument is NULL; DuckDB skips them.
  greatest: nullIfAny('greatest'),
  least: nullIfAny('least'),
  nullif: as('nullif', 2),
  // Conversion and arithmetic errors become NULL in both.
  try: template(1, (value) => `TRY(${value})`),
};

import type { Dataset } from '../core/contracts';
import { figuresSql, goldWork, modelsOf } from '../core/disclosure';
import { compactSql, loadPlan, refreshSql, vacuumSql, withoutIndentation } from '../core/plan';
import { BROKEN_RULES_SQL, qualityRuleset, qualitySql } from '../core/quality';
import { icebergTables } from '../core/tables';

/** Text that a service of the lake runs as its own. */
export interface PlannedTexts {
  /** Statements of Athena. */
  readonly statements: ReadonlySet<string>;
  /** Rulesets of Glue Data Quality. */
  readonly rulesets: ReadonlySet<string>;
}

/** What a run on AWS reads. */
const LOADS = ['window', 'new'] as const;

/** All that contracts have a run, the maintenance and evaluations do, each with `?` for its parameters. */
export function plannedTexts(datasets: readonly Dataset[]): PlannedTexts {
  const work = goldWork(datasets.flatMap(({ models }) => models));
  const refreshes = work.flatMap((each) => (each.kind === 'refresh' ? [refreshSql(each.model)] : []));
  // A publication is handed them as they are.
  const figures = work.flatMap((each) =>
    each.kind === 'publish' ? modelsOf(each.unit).map(figuresSql) : [],
  );
  return {
    statements: new Set([
      ...figures,
      ...[
        ...datasets.flatMap((dataset) => [
          ...LOADS.flatMap((from) => loadPlan(dataset, from).map(({ sql }) => sql)),
          qualitySql(dataset),
        ]),
        BROKEN_RULES_SQL,
        ...refreshes,
        ...icebergTables(datasets).flatMap((table) => [compactSql(table), vacuumSql(table)]),
      ].map(withoutIndentation),
    ]),
    rulesets: new Set(datasets.map(qualityRuleset)),
  };
}

/** What a run puts into a statement: variables that it has set itself, as text between quotes. */
const PARAMETER =
  /^(\$[a-z_]+(\.[a-z_]+)?|\$replace\(\$now\(\), 'Z', ''\)|\$replace\(\$replace\(\$now\(\), 'T', ' '\), 'Z', ''\))$/;
const LITERAL = /^"(?:[^"\\]|\\.)*"/;
const QUOTE = JSON.stringify("'");

/**
 * The statement of a state as it was planned, with `?` for its parameters.
 *
 * @returns undefined when it is put together in any other way
 */
export function statementOf(queryString: unknown): string | undefined {
  if (typeof queryString !== 'string') return undefined;
  const expression = /^\{%([\s\S]*)%\}$/.exec(queryString.trim())?.[1]?.trim();
  if (expression === undefined) return queryString;
  const words = wordsOf(expression);
  if (words === undefined) return undefined;
  let text = '';
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', parameter = '', end] = words.slice(at, at + 3);
    if (word === QUOTE && PARAMETER.test(parameter) && end === QUOTE) {
      text += '?';
      at += 2;
    } else if (LITERAL.exec(word)?.[0] === word) text += String(JSON.parse(word));
    else return undefined;
  }
  return text;
}

/** The operands of a chain of `&`. */
function wordsOf(expression: string): string[] | undefined {
  const words: string[] = [];
  for (let rest = expression; rest !== '';) {
    const word = LITERAL.exec(rest)?.[0] ?? /^[^&"]+/.exec(rest)?.[0]?.trimEnd();
    if (word === undefined) return undefined;
    words.push(word);
    rest = rest.slice(word.length).trimStart();
    if (rest === '') break;
    if (!rest.startsWith('&')) return undefined;
    rest = rest.slice(1).trimStart();
  }
  return words;
}

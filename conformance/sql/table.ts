import { judge, type Verdict } from './answer';
import type { OwnEngine } from './own-engine';
import { readSuite, suiteNames, type Suite } from './suite';

/** What each file of the suite holds. */
const TOPICS: Readonly<Record<string, string>> = {
  aggregates: 'made: aggregates over every type',
  analysts: 'what analysts write: windows, grouping sets, JSON, UNNEST, dates, writes, prepared statements',
  attacks: 'attacks on every kind of meaning',
  casts: 'made: casts between all types',
  documented: "every form in the pages of functions of Trino's documentation",
  json: 'JSON',
  meaning: 'kinds of meaning',
  operators: 'made: operators between all types',
  queries: 'the form of queries',
  scalars: 'made: functions with edge values',
  times: 'times, zones and intervals',
  tools: 'what Tableau, Power BI, Superset, dbt and awswrangler write',
  'untyped-nulls': 'NULL without a type beside every operand',
  values: 'values and their text',
};

/** How this machine answered a file of the suite. */
export interface Tally extends Readonly<Record<Verdict, number>> {
  readonly name: string;
  /** Statements that Trino answers; the others it refuses, too. */
  readonly answered: number;
}

/** Statements that were contradicted go to `report`. */
export async function tallySuite(
  name: string,
  { cases }: Suite,
  own: OwnEngine,
  report: (sql: string) => void,
): Promise<Tally> {
  const counts: Record<Verdict, number> = { right: 0, refused: 0, wrong: 0, internal: 0 };
  for (const { sql, ...trino } of cases) {
    const verdict = judge(sql, trino, await own.ask(sql));
    counts[verdict]++;
    if (verdict === 'wrong' || verdict === 'internal') report(sql);
  }
  return { name, ...counts, answered: cases.filter((each) => !('error' in each)).length };
}

export async function tallySuites(own: OwnEngine): Promise<Tally[]> {
  const all: Tally[] = [];
  for (const name of suiteNames()) all.push(await tallySuite(name, readSuite(name), own, () => undefined));
  return all;
}

const BEGIN = '<!-- suite: written by npm run conformance -- table -->';
const END = '<!-- /suite -->';

/** The page with the table of the suite in it. @throws Error without its markers */
export function withSuiteTable(page: string, tallies: readonly Tally[]): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/sql.md needs ${BEGIN} and ${END}`);
  return `${before}${BEGIN}\n\n${suiteTable(tallies)}\n\n${END}${after}`;
}

function suiteTable(tallies: readonly Tally[]): string {
  const sum = (count: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + count(tally), 0);
  const total: Tally = {
    name: 'all',
    right: sum(({ right }) => right),
    refused: sum(({ refused }) => refused),
    wrong: sum(({ wrong }) => wrong),
    internal: sum(({ internal }) => internal),
    answered: sum(({ answered }) => answered),
  };
  const row = ({ name, right, refused, wrong, internal, answered }: Tally): string => {
    const topic = name in TOPICS ? `${name}: ${TOPICS[name]}` : name;
    const all = right + refused + wrong + internal;
    return `| ${[topic, all, answered, right, refused, wrong, internal].map(written).join(' | ')} |`;
  };
  return [
    '| suite | statements | Trino answers | right | refused | wrong | internal error |',
    '|---|---|---|---|---|---|---|',
    ...tallies.map(row),
    row(total),
  ].join('\n');
}

const written = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString('en') : value;

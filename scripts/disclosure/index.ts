import { Command } from 'commander';
import { attack, type Told } from './attack';
import { history, numbers } from './histories';
import { eachByItself, figures, inSteps, type PublicationRule, type View } from './rules';
import { asAnalyst } from './sample';
import type { State } from './histories';

/** People. */
const THRESHOLD = 11;
const RULES: readonly (readonly [name: string, rule: PublicationRule])[] = [
  ['each refresh judged by itself', eachByItself],
  ['in steps, as published', inSteps],
];

/** What of the truth the last refresh of histories shows. */
interface Shown {
  readonly cells: number;
  readonly cellsShown: number;
  readonly doses: number;
  readonly dosesInTotals: number;
  readonly dosesInCells: number;
}

/**
 * Attacks what is published of generated tables, refresh by refresh, and of the bundled sample, as the analyst sees it
 * through `lake sql`, and says what the rule costs. Exits with 1 when anything is told of fewer people than the
 * threshold.
 */
async function main(): Promise<boolean> {
  const values = new Command('npm run disclosure --')
    .description('Attack what is published of generated tables and of the sample, refresh by refresh.')
    .option('--histories <count>', 'generated tables', '400')
    .option('--refreshes <count>', 'refreshes of each', '12')
    .option('--seed <number>', 'what they are generated from', '1')
    .option('--sample <count>', 'refreshes of the sample; 0 leaves it out', '6')
    .parse()
    .opts<Record<'histories' | 'refreshes' | 'seed' | 'sample', string>>();
  const next = numbers(Number(values.seed));
  const histories = Array.from({ length: Number(values.histories) }, () =>
    history(next, Number(values.refreshes)),
  );
  let isSafe = true;
  console.log(
    `${values.histories} generated histories of ${values.refreshes} refreshes, threshold ${THRESHOLD}, seed ${values.seed}`,
  );
  for (const [name, rule] of RULES) {
    const seen = histories.map((states) => ({ states, views: rule(states, THRESHOLD) }));
    const told = totalOf(seen.map(({ states, views }) => attack(views, states, THRESHOLD)));
    report(name, told, totalOf(seen.map(({ states, views }) => shownOf(states, views))));
    if (rule === inSteps) isSafe &&= isNothing(told);
  }
  const parts = Number(values.sample);
  if (parts > 0) {
    console.log(`The bundled sample in ${parts} refreshes`);
    const { states, views } = await asAnalyst(parts);
    const before = eachByItself(states, THRESHOLD);
    report('each refresh judged by itself', attack(before, states, THRESHOLD), shownOf(states, before));
    const told = attack(views, states, THRESHOLD);
    report('lake sql --as analyst', told, shownOf(states, views));
    isSafe &&= isNothing(told);
  }
  return isSafe;
}

const isNothing = ({ small, residuals, two, many }: Told): boolean => small + residuals + two + many === 0;

function shownOf(states: readonly State[], views: readonly View[]): Shown {
  const [state, view] = [states.at(-1) ?? [], views.at(-1)];
  const dosesOf = (all: Iterable<{ readonly doses: number }>): number =>
    [...all].reduce((sum, { doses }) => sum + doses, 0);
  return {
    cells: figures(state, ({ vaccine, month }) => `${vaccine}|${month}`).size,
    cellsShown: view?.months.size ?? 0,
    doses: state.length,
    dosesInTotals: dosesOf(view?.totals.values() ?? []),
    dosesInCells: dosesOf(view?.months.values() ?? []),
  };
}

function totalOf<T extends object>(all: readonly T[]): T {
  const sum: Record<string, number> = {};
  for (const each of all)
    for (const [name, value] of Object.entries(each)) sum[name] = (sum[name] ?? 0) + Number(value);
  return sum as T;
}

function report(
  name: string,
  told: Told,
  { cells, cellsShown, doses, dosesInTotals, dosesInCells }: Shown,
): void {
  const share = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`;
  console.log(`  ${name}`);
  console.log(
    `    told of few: ${Object.entries(told)
      .map(([by, times]) => `${by} ${times}`)
      .join(', ')}`,
  );
  console.log(
    `    shown at the end: ${share(dosesInTotals, doses)} of doses in totals; ${share(cellsShown, cells)} of cells, with ${share(dosesInCells, doses)} of doses`,
  );
}

void main().then((isSafe) => {
  process.exitCode = isSafe ? 0 : 1;
});

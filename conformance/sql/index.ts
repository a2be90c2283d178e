import { startFunctions } from '../trino/functions/start';
import { askTrino } from './answer';
import { compare, tally, type Outcome } from './compare';
import { generated, TOPICS } from './made';
import { openOwnEngine } from './own-engine';
import { randomStatements } from './random';
import { record } from './record';
import { readSuite, suiteNames } from './suite';

/** The same chance in every run, unless another is asked for. */
const SEED = 20_260_131;
/** Of made statements one in so many is asked for, and so many expressions are made by chance. */
const SHARES = {
  all: { oneIn: 1, random: 3000 },
  usual: { oneIn: 5, random: 600 },
  gate: { oneIn: 40, random: 100 },
} as const;
/** Disagreements that are shown of each corpus. */
const SHOWN = 20;

export interface SqlOptions {
  /** Writes what Trino answers into the suite, instead of judging by it. */
  readonly record: boolean;
  /** With `all` the suite is asked for, too, whose recorded answers the tests compare with. */
  readonly share: keyof typeof SHARES;
  /** Of the chance that makes expressions. @default the same in every run */
  readonly seed?: number;
}

/**
 * Asks Trino and this machine for every statement of every corpus.
 *
 * @returns whether no answer was wrong
 */
export async function judgeSql(
  say: (text: string) => void,
  { record: records, share, seed = SEED }: SqlOptions,
): Promise<boolean> {
  const trino = await startFunctions();
  const own = await openOwnEngine();
  const ask = async (sql: string): ReturnType<typeof askTrino> => askTrino(trino, sql);
  try {
    if (records) await record(ask);
    let wrong = 0;
    say('| statements | right | refused | wrong | internal error |');
    say('|---|---|---|---|---|');
    for (const [name, statements] of corpora(share, seed)) {
      const outcomes = await compare(statements, ask, own);
      const counts = tally(outcomes);
      say(`| ${name} | ${counts.right} | ${counts.refused} | ${counts.wrong} | ${counts.internal} |`);
      const bad = outcomes.filter(({ verdict }) => verdict === 'wrong' || verdict === 'internal');
      for (const outcome of bad.slice(0, share === 'all' ? bad.length : SHOWN)) show(outcome, say);
      wrong += bad.length;
    }
    return wrong === 0;
  } finally {
    own.close();
    await trino.close();
  }
}

function corpora(
  share: SqlOptions['share'],
  seed: number,
): readonly (readonly [name: string, statements: readonly string[]])[] {
  const suite = suiteNames().map(
    (name) => [`suite: ${name}`, readSuite(name).cases.map(({ sql }) => sql)] as const,
  );
  const { oneIn, random } = SHARES[share];
  return [
    ...(share === 'all' ? suite : []),
    ...TOPICS.map((topic) => {
      const made = generated(topic).filter((_, at) => at % oneIn === 0);
      return [`made: ${topic}`, made] as const;
    }),
    ['expressions by chance', randomStatements(random, seed)] as const,
  ];
}

function show({ sql, verdict, trino, own }: Outcome, say: (text: string) => void): void {
  say(`  ${verdict}: ${sql}`);
  say(`    Trino ${JSON.stringify(trino).slice(0, 300)}`);
  say(`    here  ${JSON.stringify(own).slice(0, 300)}`);
}

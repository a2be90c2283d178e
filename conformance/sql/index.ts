import { startFunctions } from '../trino/functions/start';
import { askTrino } from './answer';
import { compare, tally, type Outcome } from './compare';
import { generated, TOPICS } from './made';
import { openOwnEngine } from './own-engine';
import { randomStatements } from './random';
import { record } from './record';
import { readSuite, suiteNames } from './suite';

/** Expressions made by chance. */
const RANDOM = 600;
/** The same chance in every run, unless another is asked for. */
const SEED = 20_260_131;
/** Of made statements one in so many is asked for, unless all are. */
const SHARE = 5;
/** Disagreements that are shown of each corpus. */
const SHOWN = 20;

export interface SqlOptions {
  /** Writes what Trino answers into the suite, instead of judging by it. */
  readonly record: boolean;
  /** Every made statement, and the suite, whose recorded answers the tests compare with. @default a share of the made ones */
  readonly all: boolean;
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
  { record: records, all, seed = SEED }: SqlOptions,
): Promise<boolean> {
  const trino = await startFunctions();
  const own = await openOwnEngine();
  const ask = async (sql: string): ReturnType<typeof askTrino> => askTrino(trino, sql);
  try {
    if (records) await record(ask);
    let wrong = 0;
    say('| statements | right | refused | wrong | internal error |');
    say('|---|---|---|---|---|');
    for (const [name, statements] of corpora(all, seed)) {
      const outcomes = await compare(statements, ask, own);
      const counts = tally(outcomes);
      say(`| ${name} | ${counts.right} | ${counts.refused} | ${counts.wrong} | ${counts.internal} |`);
      const bad = outcomes.filter(({ verdict }) => verdict === 'wrong' || verdict === 'internal');
      for (const outcome of bad.slice(0, all ? bad.length : SHOWN)) show(outcome, say);
      wrong += bad.length;
    }
    return wrong === 0;
  } finally {
    own.close();
    await trino.close();
  }
}

function corpora(
  all: boolean,
  seed: number,
): readonly (readonly [name: string, statements: readonly string[]])[] {
  const suite = suiteNames().map(
    (name) => [`suite: ${name}`, readSuite(name).cases.map(({ sql }) => sql)] as const,
  );
  return [
    ...(all ? suite : []),
    ...TOPICS.map((topic) => {
      const made = generated(topic).filter((_, at) => all || at % SHARE === 0);
      return [`made: ${topic}`, made] as const;
    }),
    ['expressions by chance', randomStatements(all ? 5 * RANDOM : RANDOM, seed)] as const,
  ];
}

function show({ sql, verdict, trino, own }: Outcome, say: (text: string) => void): void {
  say(`  ${verdict}: ${sql}`);
  say(`    Trino ${JSON.stringify(trino).slice(0, 300)}`);
  say(`    here  ${JSON.stringify(own).slice(0, 300)}`);
}

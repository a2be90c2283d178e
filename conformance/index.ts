import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askTrino } from './answer';
import { compare, tally, type Outcome } from './compare';
import { generated, TOPICS } from './generated';
import { openOwnEngine } from './own-engine';
import { randomStatements } from './random';
import { readSuite, SUITES, suiteNames, type Case } from './suite';
import { openTrino } from './trino/start';

/** Every so many made statements are kept in the suite; the others are made anew for the live Trino. */
const KEPT = { scalars: 2, aggregates: 2, casts: 3, operators: 9 } as const;
/** Kinds of disagreement that are shown of each topic. */
const SHOWN = 20;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** `npm run conformance [-- --record]`: both engines on every statement. Fails when an answer of ours is wrong. */
async function main(): Promise<number> {
  const started = performance.now();
  const trino = await openTrino();
  const own = await openOwnEngine();
  try {
    const ask = async (sql: string): ReturnType<typeof askTrino> => askTrino(trino, sql);
    if (process.argv.includes('--record')) await record(ask);
    const topics = [
      ...suiteNames().map((name) => [`suite/${name}`, readSuite(name).cases.map(({ sql }) => sql)] as const),
      ...TOPICS.map((topic) => [`made ${topic}`, generated(topic)] as const),
      ['random expressions', randomStatements(600)] as const,
    ];
    let wrong = 0;
    say('| statements | right | refused | wrong | internal error |\n|---|---|---|---|---|');
    for (const [name, statements] of topics) {
      const outcomes = await compare(statements, ask, own);
      const counts = tally(outcomes);
      say(`| ${name} | ${counts.right} | ${counts.refused} | ${counts.wrong} | ${counts.internal} |`);
      for (const outcome of outcomes
        .filter(({ verdict }) => verdict === 'wrong' || verdict === 'internal')
        .slice(0, SHOWN))
        show(outcome);
      wrong += counts.wrong + counts.internal;
    }
    say(`${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
    return wrong === 0 ? 0 : 1;
  } finally {
    own.close();
    await trino.close();
  }
}

function show({ sql, verdict, trino, own }: Outcome): void {
  say(
    `  ${verdict}: ${sql}\n    Trino ${JSON.stringify(trino).slice(0, 300)}\n    here  ${JSON.stringify(own).slice(0, 300)}`,
  );
}

/** Writes what Trino answers to the statements of `statements.sql` files and to a share of the made ones. */
async function record(ask: (sql: string) => ReturnType<typeof askTrino>): Promise<void> {
  mkdirSync(SUITES, { recursive: true });
  for (const topic of TOPICS)
    await write(
      topic,
      generated(topic).filter((_, i) => i % KEPT[topic] === 0),
      ask,
    );
  for (const name of ['queries', 'tools']) {
    const text = readFileSync(join(__dirname, `${name}.sql`), 'utf8');
    await write(
      name,
      text
        .split(/;\s*\n/)
        .map((sql) => sql.trim())
        .filter(Boolean),
      ask,
    );
  }
}

async function write(
  name: string,
  statements: readonly string[],
  ask: (sql: string) => ReturnType<typeof askTrino>,
): Promise<void> {
  const cases: Case[] = [];
  for (const sql of statements) cases.push({ sql, ...(await ask(sql)) });
  const lines = cases.map((each) => JSON.stringify(each)).join(',\n');
  writeFileSync(join(SUITES, `${name}.json`), `{"trino":"435","cases":[\n${lines}\n]}\n`);
}

void main().then((code) => {
  process.exitCode = code;
});

import { Command } from 'commander';
import { missing } from '../test/support/needs';
import { judgeDeployment } from './deployed';
import { GATE_STORIES, STORIES } from './deployed/scenario';
import { keepTidy } from './scratch';
import { judgeOpenTables } from './open-tables';
import { judgeSql } from './sql';
import { writeSuiteTable } from './sql/table-page';

type Say = (text: string) => void;

const say: Say = (text) => void process.stdout.write(`${text}\n`);

interface Options {
  readonly all: boolean;
  readonly gate: boolean;
  readonly record: boolean;
  readonly seed?: string;
}

const command = new Command('npm run conformance --')
  .description('Have a real Trino judge what SQL means here, and readers of Iceberg the tables.')
  .argument('[parts...]', 'sql, deployed or open-tables (default: all)')
  .option('--all', 'every statement', false)
  .option('--gate', 'what is judged at every change', false)
  .option('--record', 'record what Trino says', false)
  .option('--seed <number>', 'what statements are generated from')
  .parse();
const asked = command.args;
const options = command.opts<Options>();

/** The parts of the command, by the names they are asked for with. */
const PARTS: Readonly<Record<string, (say: Say) => Promise<boolean>>> = {
  sql: async (tell) =>
    judgeSql(tell, {
      record: options.record,
      share: options.all ? 'all' : options.gate ? 'gate' : 'usual',
      ...(options.seed !== undefined && { seed: Number(options.seed) }),
    }),
  deployed: async (tell) => judgeDeployment(tell, options.gate ? GATE_STORIES : STORIES),
  'open-tables': async (tell) => judgeOpenTables(tell),
};

/** Part that judges nothing, and asks no server. */
const TABLE = 'table';

/** Readers of Iceberg come from PyPI and Maven, hundreds of megabytes, which aren't fetched at every change. */
const GATE_PARTS = ['sql', 'deployed'];

/** Fails when something is wrong. */
async function main(): Promise<number> {
  if (asked[0] === TABLE) {
    await writeSuiteTable();
    return 0;
  }
  const unknown = asked.find((each) => !(each in PARTS));
  if (unknown !== undefined) {
    say(`There is no part "${unknown}"; the parts are ${[...Object.keys(PARTS), TABLE].join(', ')}.`);
    return 2;
  }
  const lacking = missing('java', 'python');
  if (lacking.length > 0) {
    say(`conformance: skipped, since programs are missing here: ${lacking.join('; ')}`);
    return process.env.CI ? 1 : 0;
  }
  keepTidy();
  const names = asked.length > 0 ? asked : options.gate ? GATE_PARTS : Object.keys(PARTS);
  if (options.gate) return (await Promise.all(names.map(aside))).every(Boolean) ? 0 : 1;
  let isRight = true;
  for (const name of names) isRight = (await part(name, say)) && isRight;
  return isRight ? 0 : 1;
}

async function part(name: string, tell: Say): Promise<boolean> {
  const started = performance.now();
  const isRight = await PARTS[name]!(tell);
  tell(`${name}: ${((performance.now() - started) / 60_000).toFixed(1)} minutes\n`);
  return isRight;
}

/** Beside the others: what it has to say comes at its end. */
async function aside(name: string): Promise<boolean> {
  const lines: string[] = [];
  try {
    return await part(name, (line) => void lines.push(line));
  } finally {
    say(lines.join('\n'));
  }
}

void main().then((code) => {
  process.exitCode = code;
});

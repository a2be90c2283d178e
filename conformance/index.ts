import { parseArgs } from 'node:util';
import { missing } from '../test/support/needs';
import { judgeDeployment } from './deployed';
import { keepTidy } from './scratch';
import { judgeSql } from './sql';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { values: options, positionals: asked } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    seed: { type: 'string' },
  },
  allowPositionals: true,
});

/** The parts of the command, by the names they are asked for with. */
const PARTS: Readonly<Record<string, () => Promise<boolean>>> = {
  sql: async () =>
    judgeSql(say, {
      record: options.record,
      all: options.all,
      ...(options.seed !== undefined && { seed: Number(options.seed) }),
    }),
  deployed: async () => judgeDeployment(say),
};

/** `npm run conformance [-- PART... --all --record --seed N]`: a real Trino judges. Fails when something is wrong. */
async function main(): Promise<number> {
  const unknown = asked.find((each) => !(each in PARTS));
  if (unknown !== undefined) {
    say(`There is no part "${unknown}"; the parts are ${Object.keys(PARTS).join(' and ')}.`);
    return 2;
  }
  const lacking = missing('java', 'python');
  if (lacking.length > 0) {
    say(`conformance: skipped, since programs are missing here: ${lacking.join('; ')}`);
    return process.env.CI ? 1 : 0;
  }
  keepTidy();
  let isRight = true;
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const started = performance.now();
    isRight = (await PARTS[name]!()) && isRight;
    say(`${name}: ${((performance.now() - started) / 60_000).toFixed(1)} minutes\n`);
  }
  return isRight ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});

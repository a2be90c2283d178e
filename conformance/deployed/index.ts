import { join } from 'node:path';
import { scratch } from '../scratch';
import { startLakehouse } from '../trino/lakehouse/start';
import { Scenario, type StepReport, type Story } from './scenario';

/** Rows that are shown of a table that differs. */
const SHOWN = 5;

/**
 * Runs the state machines of prod on a real Trino and compares with this machine, step by step.
 *
 * @returns whether everything was the same
 */
export async function judgeDeployment(
  say: (text: string) => void,
  stories: readonly Story[],
): Promise<boolean> {
  // The library's own validation of templates takes seconds and has a test of its own.
  process.env.CDK_VALIDATION = 'false';
  say(
    '| step of the deployed lake | statements | largest, bytes | failed | rows compared | tables that differ | s |',
  );
  say('|---|---|---|---|---|---|---|');
  let isSame = true;
  for (const story of stories) isSame = (await tellStory(story, say)) && isSame;
  return isSame;
}

async function tellStory(story: Story, say: (text: string) => void): Promise<boolean> {
  const directory = scratch('deployed');
  const root = join(directory, 'lake');
  const trino = await startLakehouse(root, join(directory, 'trino'));
  try {
    let isSame = true;
    for await (const report of new Scenario(trino, root, story).steps()) {
      tell(report, say);
      isSame &&= report.outcome.failure === undefined && report.differences.length === 0;
    }
    return isSame;
  } finally {
    await trino.close();
  }
}

function tell({ name, took, outcome, rows, differences }: StepReport, say: (text: string) => void): void {
  const { sent, failure } = outcome;
  const failed = sent.filter(({ error }) => error !== undefined);
  const largest = Math.max(0, ...sent.map(({ bytes }) => bytes));
  say(
    `| ${name} | ${sent.length} | ${largest} | ${failed.length} | ${rows} | ${differences.length} | ${took.toFixed(0)} |`,
  );
  if (failure !== undefined) say(`  the machine failed: ${failure.slice(0, 300)}`);
  for (const { state, error } of failed) say(`  ${state}: ${error?.slice(0, 600)}`);
  for (const { table, onTrino, here } of differences) {
    say(`  ${table}: ${onTrino.length} rows on Trino only, ${here.length} here only`);
    for (const row of onTrino.slice(0, SHOWN)) say(`    Trino ${row.slice(0, 400)}`);
    for (const row of here.slice(0, SHOWN)) say(`    here  ${row.slice(0, 400)}`);
  }
}

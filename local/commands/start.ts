import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { immunizations } from '../../datasets/immunizations/contract';
import type { LocalLake } from '../lake';
import { put } from '../sources/intake/put';
import { serve } from '../sources/intake/server';
import { documentSourceSchema } from '../../lambdas/documents/pull/document-source';
import { pullAndRead } from '../sources/documents/commands/pull';
import { passLine } from '../sources/documents/commands/pull-outcome';
import { Follower } from './follow';
import { loadDocuments } from './heavy';
import { withLake } from './context';
import { safeMessage } from './safe-message';
import { formatRows, print, tell } from './output';

const DEFAULT_PORT = 4080;
/** Milliseconds between two looks at the stream. */
const POLL_MS = 1_000;
/** Milliseconds between two passes over the SFTP server. */
const DOCUMENTS_POLL_MS = 60_000;
/** Rows shown of each gold table. */
const SHOWN = 8;
const SAMPLE = join(__dirname, '../../datasets/immunizations/sample/immunizations.ndjson');

export function addStart(program: Command): void {
  program
    .command('start')
    .summary('the whole lake on this machine')
    .description(
      'Load the bundled sample into an empty lake, transform, show gold, then serve the API on loopback until Ctrl-C.',
    )
    .option('--once', 'make one pass and exit')
    .option('--port <port>', 'port of the API on 127.0.0.1; 0 takes any', port, DEFAULT_PORT)
    .action(async (options: { once?: boolean; port: number }, command: Command) =>
      withLake(command, async (lake) => {
        await pass(lake);
        await show(lake);
        if (!options.once) await serveUntilStopped(lake, options.port);
      }),
    );
}

async function pass(lake: LocalLake): Promise<void> {
  await lake.landSeeds();
  if (await lake.isEmpty()) {
    const answer = await put(immunizations, createReadStream(SAMPLE), await lake.intakeDeps());
    tell(`Loaded the bundled sample: ${answer.accepted} FHIR R4 Immunization resources.`);
  }
  await lake.land();
  await lake.transform({ onStep: ({ table, step }) => process.stderr.isTTY && tell(`  ${table}: ${step}`) });
}

async function show(lake: LocalLake): Promise<void> {
  for (const model of lake.datasets.flatMap(({ models }) => models)) {
    const order = ['suppressed', 'doses DESC', 'day DESC'].filter(
      (term) => (term.split(' ')[0] ?? '') in model.columns,
    );
    const rows = await lake.query(
      `SELECT * FROM gold.${model.name} ORDER BY ${order.join(', ')} LIMIT ${SHOWN}`,
    );
    if (rows.length === 0) continue;
    print(`\ngold.${model.name}: ${model.description}`);
    print(formatRows(rows, 'table'));
  }
  print('');
  print(
    formatRows(
      (await lake.status()).map((row) => ({ ...row })),
      'table',
    ),
  );
  print(`
Raw records   ${lake.layout.bronze}
Silver        ${lake.tableDirectory('silver')} (Parquet)
Gold          ${lake.tableDirectory('gold')} (Parquet)
Ask           npx lake sql "SELECT * FROM gold.immunizations_by_vaccine"`);
}

/** Lands and transforms what is posted until the process is told to stop; then finishes what was accepted. */
async function serveUntilStopped(lake: LocalLake, wanted: number): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const server = await serve(lake, wanted);
  const documents = await followDocuments(lake, stop.signal);
  const [address] = server.addresses();
  print(
    `API           http://127.0.0.1:${typeof address === 'object' ? address.port : wanted}/immunizations (POST)\n\nCtrl-C stops; nothing accepted is lost.`,
  );
  const follower = new Follower(lake);
  while (!stop.signal.aborted) {
    await follower.pass();
    await sleep(POLL_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  }
  await Promise.all([server.close(), documents.ended]);
  await follower.pass({ patient: false });
}

/** An SFTP server to drop files on, and a pass over it every minute. @returns what ends when all is stopped */
async function followDocuments(
  lake: LocalLake,
  stop: AbortSignal,
): Promise<{ readonly ended: Promise<void> }> {
  const directory = join(lake.layout.root, 'sftp');
  const server = await loadDocuments().startSftpServer({
    directory,
    hostKeyFile: join(lake.layout.root, 'sftp-host-key'),
  });
  print(
    `SFTP          sftp -P ${server.port} ${server.username}@127.0.0.1 (password ${server.password}), or copy PDFs into ${directory}`,
  );
  const source = documentSourceSchema.parse({
    name: 'loopback',
    host: '127.0.0.1',
    port: server.port,
    username: server.username,
    hostKeys: [server.hostKey],
  });
  let last: string | undefined;
  const pass = async (): Promise<void> => {
    const line = passLine(await pullAndRead(lake, source, { password: server.password }));
    // What stands still, such as a file that cannot be taken, is told once.
    if (line !== undefined && line !== last) tell(line);
    last = line;
  };
  const passes = async (): Promise<void> => {
    while (!stop.aborted) {
      await attempt(pass);
      await sleep(DOCUMENTS_POLL_MS, undefined, { signal: stop }).catch(() => undefined);
    }
    await server.close();
  };
  return { ended: passes() };
}

/** One pass of many: what fails is told, and the next one tries again. */
async function attempt(pass: () => Promise<unknown>): Promise<void> {
  try {
    await pass();
  } catch (error) {
    tell(`A pass failed and the next one will try again: ${safeMessage(error)}`);
  }
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return number;
}

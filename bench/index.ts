import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { benchArchive } from './archive';
import { benchBundles } from './bundles';
import { benchChanges } from './changes';
import { benchConsole } from './console';
import type { BenchRow } from './bench-row';
import { benchDocuments } from './documents';
import { benchDoor } from './door';
import { benchKafka } from './kafka';
import { benchLanding } from './landing';
import { benchLoad } from './load';
import { withChapters, type Chapter } from './page';
import { benchPeers } from './peers';
import { benchMqtt } from './mqtt';
import { benchSynth } from './synth';
import { benchValidation } from './validation';
import { benchWaits } from './waits';
import { benchWebApi } from './web-api';

const PAGE = join(__dirname, '../docs/performance.md');

const CHAPTERS: Readonly<
  Record<string, { title: string; bench: () => Promise<readonly BenchRow[]> | readonly BenchRow[] }>
> = {
  validation: { title: 'Validation at the edge', bench: benchValidation },
  waits: { title: 'Bodies of 4 MB: the longest that others wait for a turn', bench: benchWaits },
  landing: { title: 'Landing', bench: benchLanding },
  kafka: { title: 'Kafka to bronze', bench: benchKafka },
  cdc: { title: 'Changes of a database to silver', bench: benchChanges },
  api: { title: 'Pages of a web API to bronze', bench: benchWebApi },
  mqtt: { title: 'Messages of devices to bronze', bench: benchMqtt },
  load: { title: 'Bronze to gold on one machine', bench: benchLoad },
  peers: { title: 'A file to gold, beside others', bench: benchPeers },
  documents: {
    title: 'Documents; pulls without the three seconds for which old files are watched',
    bench: benchDocuments,
  },
  archive: {
    title: 'Archives: 200,000 files of 4 kB, extraction without the load of tables',
    bench: benchArchive,
  },
  door: { title: 'The door for clients of Athena', bench: benchDoor },
  console: { title: 'The console in a browser', bench: benchConsole },
  bundles: { title: 'Functions: bundle and cold start', bench: benchBundles },
  synth: { title: 'Synthesis', bench: benchSynth },
};

const command = new Command('npm run bench --')
  .description('Measure, and print tables of what was measured beside a floor or a peer of the same run.')
  .addArgument(
    new Argument('[chapters...]', 'what to measure (default: everything)').choices(Object.keys(CHAPTERS)),
  )
  .option('--write', 'put the tables into docs/performance.md');

async function main(): Promise<void> {
  const named = command.parse().args;
  const { write } = command.opts<{ write?: boolean }>();
  const chapters: Chapter[] = [];
  for (const [name, { title, bench }] of Object.entries(CHAPTERS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const chapter = { title, table: table(await bench()) };
    console.log([`## ${title}`, '', ...chapter.table, ''].join('\n'));
    chapters.push(chapter);
  }
  if (!write) return;
  const page = withChapters(readFileSync(PAGE, 'utf8'), chapters);
  writeFileSync(PAGE, named.length > 0 ? page : page.replace(/^\d+ cores \(.*$/m, machine()));
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.`;
}

function table(rows: readonly BenchRow[]): string[] {
  return [
    '| what | figure | ratio | against | target |',
    '|---|--:|--:|---|--:|',
    ...rows.map(
      ({ name, value, unit, ratio, against, target }) =>
        `| ${name.trim()} | ${value.toLocaleString('en')} ${unit} | ${ratio ?? ''} | ${against ?? ''} | ${target ?? ''} |`,
    ),
  ];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

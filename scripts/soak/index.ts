import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { datasets } from '../../datasets';
import { LocalLake } from '../../local/lake';
import { soakChanges } from './changes';
import { soakLargeArchive } from './large-archive';
import { soakManyFiles } from './many-files';
import { startLake } from './serving';
import { SmallDisk } from './small-disk';
import { soakTables } from './tables';

/** Longest life of a lake between its start and its kill. Milliseconds. */
const LONGEST_LIFE_MS = 4_000;

/** Size of a disk that fills up only when it is made to. Megabytes. */
const [DISK_MB, DISK_MB_A_KILL] = [256, 20];

/**
 * Starts a lake, posts to it, kills it with -9 at a random moment, again and again; every other time its disk
 * fills up meanwhile. At the end everything that was acknowledged must be in bronze and in silver, once. Ctrl-C ends it
 * after the kill that is under way.
 */
async function soak(kills: number): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-soak-'));
  const disk = await SmallDisk.mount(join(directory, 'lake'), DISK_MB + kills * DISK_MB_A_KILL);
  if (!disk) console.log('Skipped: disks that fill up (they need root and tmpfs)');
  const acknowledged: string[] = [];
  let refused = 0;
  let isEnding = false;
  process.once('SIGINT', () => (isEnding = true));
  try {
    for (let kill = 1; kill <= kills && !isEnding; kill++) {
      const fills = disk !== undefined && kill % 2 === 0;
      const serving = await startLake(join(directory, 'lake'));
      const posting = serving.postUntilGone(`k${kill}`);
      if (fills) await disk.fillSoon();
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await serving.kill();
      const answers = await posting;
      acknowledged.push(...answers.acknowledged);
      refused += answers.refused;
      await disk?.makeRoom();
      console.log(
        `kill ${kill} of ${kills}${fills ? ', disk full' : ''}: ${acknowledged.length} acknowledged, ${refused} requests refused`,
      );
    }
    return await judge(join(directory, 'lake'), acknowledged);
  } finally {
    await disk?.unmount();
    await rm(directory, { recursive: true, force: true });
  }
}

async function judge(root: string, acknowledged: readonly string[]): Promise<boolean> {
  const lake = new LocalLake({ root, datasets, defaultDataset: 'immunizations' });
  await lake.land();
  await lake.transform();
  const ids = (rows: readonly Record<string, unknown>[]): Set<unknown> => new Set(rows.map(({ id }) => id));
  const landed = ids(
    await lake.query("SELECT json_extract_scalar(record, '$.id') AS id FROM bronze.immunizations"),
  );
  const silver = ids(await lake.query('SELECT event_id AS id FROM silver.immunizations'));
  const [status] = await lake.status();
  const aside = await lake.setAside.list();
  await lake.close();
  const missing = (where: Set<unknown>): number => acknowledged.filter((id) => !where.has(id)).length;
  const result = {
    acknowledged: acknowledged.length,
    acknowledgedNotLanded: missing(landed),
    acknowledgedNotInSilver: missing(silver),
    setAside: aside.length,
    status,
  };
  console.log(JSON.stringify(result, null, 2));
  const isWhole =
    result.acknowledgedNotLanded + result.acknowledgedNotInSilver + (status?.pending ?? 0) === 0;
  return isWhole && acknowledged.length > 0;
}

async function told(soak: Promise<boolean>): Promise<void> {
  const isWhole = await soak;
  console.log(isWhole ? 'Nothing was lost.' : 'LOST: see above.');
  process.exitCode = isWhole ? 0 : 1;
}

const program = new Command('npm run soak --')
  .description('Kill a lake at random moments while it is posted to; nothing acknowledged may be lost.')
  .option('--kills <count>', 'how often', '100')
  .action(({ kills }: { kills: string }) => told(soak(Number(kills))));
program
  .command('cdc')
  .description(
    'Kill a database, Debezium, Kafka and a lake while rows change; silver is the database at the end.',
  )
  .option('--minutes <count>', 'for how long', '10')
  .action(({ minutes }: { minutes: string }) => told(soakChanges(Number(minutes))));
program
  .command('archive')
  .description('Take an archive beyond 4 GiB, with contents beyond 4 GiB (14 GB of disk).')
  .option('--files <count>', 'take one of so many small files instead, such as 1000000 (3 GB of disk)')
  .action(({ files }: { files?: string }) =>
    told(files === undefined ? soakLargeArchive() : soakManyFiles(Number(files))),
  );
program
  .command('tables')
  .description(
    'Kill runs that write tables of many files, fill their disk, have two at once; tables stay whole.',
  )
  .option('--rounds <count>', 'how often', '60')
  .action(({ rounds }: { rounds: string }) => told(soakTables(Number(rounds))));
program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

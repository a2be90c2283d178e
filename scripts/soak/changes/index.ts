import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Postgres } from '../../servers/database-server';
import { changesOf, Debezium } from '../../servers/debezium';
import { KafkaBroker } from '../../servers/kafka-broker';
import { differences } from './differences';
import { DDL, statement, TABLES } from './tables';
import { takeOver } from './taking';

/** Changes a second, and between two kills. */
const [RATE, LONGEST_CALM_MS] = [500, 8_000];
/** Statements sent at a time. */
const AT_ONCE = 50;
/** Milliseconds without anything new after which all has come: brokers keep a killed consumer's partitions for 30 s. */
const QUIET_MS = 45_000;

/**
 * Changes rows of three tables for some minutes, and kills the database, Debezium, the broker and the lake meanwhile, each at
 * random. At the end silver is the database, row by row, and its history is what the database logged itself.
 */
export async function soakChanges(minutes: number): Promise<boolean> {
  const root = await mkdtemp(join(tmpdir(), 'headwater-soak-changes-'));
  const [broker, database] = await Promise.all([KafkaBroker.start(root), Postgres.start(root)]);
  const debezium = new Debezium(
    join(root, 'debezium'),
    broker.address,
    changesOf(database, TABLES.map((name) => `public.${name}`).join()),
  );
  const lake = new Passes(root, broker.address);
  let isWhole = false;
  try {
    database.run(DDL);
    debezium.up();
    // What was written before the first look at the database has no history.
    await debezium.toldAll(database);
    lake.up();
    const until = performance.now() + minutes * 60_000;
    const parts: Readonly<Record<string, () => Promise<void>>> = {
      database: () => database.crash(),
      debezium: async () => (await debezium.kill(), debezium.up()),
      broker: async () => (await broker.kill(), await broker.up()),
      lake: async () => (await lake.kill(), lake.up()),
    };
    const [statements, kills] = await Promise.all([write(database, until), killing(parts, debezium, until)]);
    console.log(`${statements} statements, ${kills} kills; waiting until all has come`);
    await lake.kill();
    if (!debezium.isUp) debezium.up();
    await debezium.toldAll(database);
    isWhole = await judge(database, lake.directory, broker.address);
  } finally {
    await Promise.all([lake.kill(), debezium.kill()]);
    await Promise.all([database.stop(), broker.kill()]);
    if (isWhole) await rm(root, { recursive: true, force: true });
    else console.log(`What there was is in ${root}`);
  }
  return isWhole;
}

/** The process that takes and loads. */
class Passes {
  private process: ChildProcess | undefined;
  readonly directory: string;

  constructor(
    private readonly root: string,
    private readonly broker: string,
  ) {
    this.directory = join(root, 'lake');
    mkdirSync(this.directory);
  }

  up(): void {
    const log = openSync(join(this.root, 'lake.log'), 'a');
    const script = join(__dirname, 'pass.ts');
    this.process = spawn(process.execPath, ['--import', 'tsx', script, this.directory, this.broker], {
      stdio: ['ignore', log, log],
    });
  }

  async kill(): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }
}

/** @returns how many statements the database took */
async function write(database: Postgres, until: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  while (performance.now() < until) {
    const statements = Array.from({ length: AT_ONCE }, () => statement(Math.random));
    try {
      await database.runSoon(statements.join('\n'));
      done += AT_ONCE;
    } catch {
      // It was killed meanwhile; what it took it has logged.
    }
    const early = (done / RATE) * 1_000 - (performance.now() - start);
    await sleep(Math.max(early, 1));
  }
  return done;
}

async function killing(
  parts: Readonly<Record<string, () => Promise<void>>>,
  debezium: Debezium,
  until: number,
): Promise<number> {
  let kills = 0;
  while (performance.now() < until) {
    await sleep(Math.random() * LONGEST_CALM_MS);
    const names = Object.keys(parts);
    const name = names[Math.floor(Math.random() * names.length)] ?? '';
    await parts[name]?.();
    // It ends by itself when the database goes.
    if (!debezium.isUp) debezium.up();
    kills += 1;
    console.log(`kill ${kills}: ${name}`);
  }
  return kills;
}

async function judge(database: Postgres, directory: string, broker: string): Promise<boolean> {
  const taking = takeOver(directory, broker);
  const { lake } = taking;
  for (let last = performance.now(); performance.now() - last < QUIET_MS;)
    if ((await taking.pull()) > 0) last = performance.now();
  await lake.transform();
  const found = await differences(database, lake);
  await lake.close();
  console.log(JSON.stringify(found, null, 2));
  return found.every((table) => table.rows > 0 && table.missing.length + table.different.length === 0);
}

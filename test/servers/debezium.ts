import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jars } from './jars';

/** Debezium between a database and a broker. */
export class Debezium {
  private process: ChildProcess | undefined;

  constructor(
    private readonly directory: string,
    private readonly broker: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Starts it, also after it was killed: it goes on where it has committed. */
  up(): void {
    mkdirSync(this.directory, { recursive: true });
    const file = join(this.directory, 'debezium.properties');
    const all = {
      name: 'engine',
      'offset.storage': 'org.apache.kafka.connect.storage.FileOffsetBackingStore',
      'offset.storage.file.filename': join(this.directory, 'offsets'),
      'offset.flush.interval.ms': '100',
      'topic.prefix': 'fleet',
      'decimal.handling.mode': 'string',
      'skipped.operations': 'none',
      'converter.schemas.enable': 'false',
      'poll.interval.ms': '50',
      ...this.settings,
    };
    writeFileSync(
      file,
      Object.entries(all)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    );
    const log = openSync(join(this.directory, 'debezium.log'), 'a');
    const quick = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
    const source = join(__dirname, 'Changes.java');
    this.process = spawn('java', [...quick, '-cp', jars(), source, file, this.broker], {
      stdio: ['ignore', log, log],
    });
  }

  async kill(): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }
}

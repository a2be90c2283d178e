import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { freePort } from './kafka-broker';

/** Debian's broker on loopback, which keeps sessions over its own end. */
export class Mosquitto {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly file: string,
    readonly port: number,
  ) {}

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  static async start(directory: string): Promise<Mosquitto> {
    const broker = new Mosquitto(join(directory, 'mosquitto.conf'), await freePort());
    // As root it becomes another user, who keeps what it knows there.
    chmodSync(directory, 0o777);
    writeFileSync(
      broker.file,
      [
        `listener ${broker.port} 127.0.0.1`,
        'allow_anonymous true',
        'persistence true',
        `persistence_location ${directory}/`,
        'max_queued_messages 0',
      ].join('\n'),
    );
    await broker.up();
    return broker;
  }

  /** Starts it, also after it has ended. */
  async up(): Promise<void> {
    this.process = spawn('/usr/sbin/mosquitto', ['-c', this.file], { stdio: 'ignore' });
    for (;;) {
      if (this.process.exitCode !== null)
        throw new Error(`mosquitto has ended with ${this.process.exitCode}`);
      const client = await this.client('probe', { connectTimeout: 500 }).catch(() => undefined);
      if (client) return client.endAsync();
      await sleep(50);
    }
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill(signal);
    await exited;
  }

  /** A device. */
  async client(clientId: string, more: object = {}): Promise<MqttClient> {
    return connectAsync(this.url, { clientId, reconnectPeriod: 100, ...more }, false);
  }
}

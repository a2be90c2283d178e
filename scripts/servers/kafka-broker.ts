import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jars } from './jars';

const HEAP = '-Xmx256m';
const QUICK = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** One broker of Apache Kafka on loopback, its own controller. */
export class KafkaBroker {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly directory: string,
    readonly port: number,
  ) {}

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  static async start(directory: string, options: readonly string[] = []): Promise<KafkaBroker> {
    const [port, controller] = [await freePort(), await freePort()];
    const broker = new KafkaBroker(directory, port);
    writeFileSync(broker.properties, [...propertiesOf(directory, port, controller), ...options].join('\n'));
    const format = [
      'kafka.tools.StorageTool',
      'format',
      '-t',
      'MkU3OEVBNTcwNTJENDM2Qg',
      '-c',
      broker.properties,
    ];
    const { status, stderr } = spawnSync('java', [...QUICK, '-cp', jars(), ...format], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Kafka could not be formatted: ${stderr}`);
    await broker.up();
    return broker;
  }

  /** Starts it, also after it was killed. */
  async up(): Promise<void> {
    const log = openSync(join(this.directory, 'broker.log'), 'a');
    this.process = spawn('java', [HEAP, ...QUICK, '-cp', jars(), 'kafka.Kafka', this.properties], {
      stdio: ['ignore', log, log],
    });
    await answering(this.port, this.process);
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill(signal);
    await exited;
  }

  private get properties(): string {
    return join(this.directory, 'server.properties');
  }
}

function propertiesOf(directory: string, port: number, controller: number): string[] {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names=CONTROLLER',
    `log.dirs=${join(directory, 'log')}`,
    'auto.create.topics.enable=true',
    'num.partitions=1',
    'offsets.topic.num.partitions=1',
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'group.min.session.timeout.ms=1000',
  ];
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(port: number, process: ChildProcess): Promise<void> {
  for (;;) {
    if (process.exitCode !== null)
      throw new Error(`Kafka has ended with ${process.exitCode}; see broker.log`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(200);
  }
}

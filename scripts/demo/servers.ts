import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Producer } from '@platformatic/kafka';
import { openBroker } from '../../local/sources/mqtt/own-broker';
import { missing } from '../../test/support/needs';
import { Postgres } from '../servers/database-server';
import { changesOf, Debezium } from '../servers/debezium';
import { KafkaBroker } from '../servers/kafka-broker';
import { Mosquitto } from '../servers/mosquitto';
import type { Report } from './fleet';
import type { Broker } from './rooms';
import { startWeatherApi, type WeatherApi } from './weather-api';

const LOGIN = { username: 'rooms', password: 'demo' } as const;
const TABLES = 'public.transport_units';

/** The servers of a company with a fleet, each of its own on loopback. */
export class Servers {
  private readonly stops: (() => Promise<unknown>)[] = [];
  private producer: Producer | undefined;

  private constructor(private readonly directory: string) {}

  kafka!: KafkaBroker;
  database!: Postgres;
  debezium!: Debezium;
  rooms!: Broker & { readonly by: string };
  weather!: WeatherApi;

  /**
   * Starts all of them. What has started is stopped when one of them doesn't.
   *
   * @param fill what is in the database before its changes are told
   */
  static async start(directory: string, fill: (database: Postgres) => void): Promise<Servers> {
    mkdirSync(directory, { recursive: true });
    const servers = new Servers(directory);
    const started = await Promise.allSettled([
      servers.startKafka(),
      servers.startDatabase(fill),
      servers.startRooms(),
      servers.startWeather(),
    ]);
    const failed = started.find((each) => each.status === 'rejected');
    if (failed) {
      await servers.stop();
      throw failed.reason;
    }
    servers.debezium = new Debezium(
      join(directory, 'debezium'),
      servers.kafka.address,
      changesOf(servers.database, TABLES),
    );
    servers.stops.push(() => servers.debezium.kill());
    servers.debezium.up();
    return servers;
  }

  /** Says to a lake where they are. */
  writeSettings(lake: string): void {
    mkdirSync(join(lake, 'secrets'), { recursive: true, mode: 0o700 });
    const settings = {
      fleet: { brokers: [this.kafka.address], tls: false },
      performance: { host: '127.0.0.1', port: this.database.port, database: 'postgres', tls: 'off' },
      weather: {
        url: this.weather.url,
        rate: { calls: 10_000, seconds: 1 },
        questions: {
          table: 'gold.weather_wanted',
          of: ['latitude', 'longitude'],
          over: 'hour',
          mostPerPass: 5_000,
        },
      },
      sensors: { broker: this.rooms.url, secret: 'sensors' },
      cameras: { directory: 'frames-in' },
    };
    writeFileSync(join(lake, 'sources.json'), JSON.stringify(settings, null, 2));
    const secret = (name: string, fields: object): void =>
      writeFileSync(join(lake, 'secrets', `${name}.json`), JSON.stringify(fields), { mode: 0o600 });
    secret('performance', { username: 'postgres', password: 'none' });
    secret('sensors', this.rooms.login);
  }

  async send(reports: readonly (Report | object)[]): Promise<void> {
    this.producer ??= new Producer({
      clientId: 'fleet',
      bootstrapBrokers: [this.kafka.address],
      autocreateTopics: true,
      retries: 20,
      retryDelay: 500,
    });
    const messages = reports.map((report) => ({
      topic: 'positions',
      value: Buffer.from(JSON.stringify(report)),
    }));
    for (let from = 0; from < messages.length; from += 500)
      await this.producer.send({ messages: messages.slice(from, from + 500) });
  }

  /** Ends each by its own process, the last one first. */
  async stop(): Promise<void> {
    await this.producer?.close().catch(() => undefined);
    for (const stop of this.stops.splice(0).reverse()) await stop().catch(() => undefined);
  }

  private async startKafka(): Promise<void> {
    const directory = join(this.directory, 'kafka');
    mkdirSync(directory);
    this.kafka = await KafkaBroker.start(directory);
    this.stops.push(() => this.kafka.kill());
  }

  private async startDatabase(fill: (database: Postgres) => void): Promise<void> {
    this.database = await Postgres.start(this.directory);
    this.stops.push(() => this.database.stop());
    fill(this.database);
  }

  private async startRooms(): Promise<void> {
    if (missing('mosquitto').length === 0) {
      const directory = join(this.directory, 'mosquitto');
      mkdirSync(directory);
      const broker = await Mosquitto.start(directory);
      this.stops.push(() => broker.kill());
      this.rooms = { url: broker.url, login: LOGIN, by: 'mosquitto' };
      return;
    }
    const keeper = { keep: async () => undefined, counted: () => ({ records: 0, foreign: 0 }) };
    const broker = await openBroker(0, { [LOGIN.username]: LOGIN.password }, keeper);
    this.stops.push(() => broker.close());
    this.rooms = { url: `mqtt://127.0.0.1:${broker.port}`, login: LOGIN, by: 'aedes' };
  }

  private async startWeather(): Promise<void> {
    this.weather = await startWeatherApi();
    this.stops.push(() => this.weather.stop());
  }
}

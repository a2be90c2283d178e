import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt';
import { SettingsError } from '../../../core/errors';
import type { MqttSettings } from '../../../lambdas/mqtt/settings';
import { topicPattern } from '../../../core/messages/topic-pattern';
import { Gathering } from './gathering';
import type { Handed, Keeper } from './keep';
import { ReadAhead } from './read-ahead';

type Fields = Readonly<Record<string, string>>;

/** Milliseconds that a broker may take to answer. */
const ANSWER_MS = 10_000;
/** Milliseconds until a broker that went away is called again. */
const AGAIN_MS = 1_000;
/** Seconds for which a broker keeps what comes while the lake is away; brokers of 3.1.1 decide themselves. */
const SESSION_S = 7 * 86_400;

export interface DeviceClientProps {
  readonly settings: MqttSettings;
  readonly clientId: string;
  readonly secret: Fields | undefined;
  readonly keeper: Keeper;
}

/**
 * Reads a broker. A message is acknowledged once it is on disk, with all that arrived with it: one that isn't is handed
 * over again at the next connection, since the broker keeps the session of this client.
 */
export class DeviceClient {
  private failed: unknown;
  private lastAt = performance.now();
  private readonly gathering = new Gathering<Handed>((group) => this.keepAll(group));
  /** Something of this connection could not be kept: nothing after it is. */
  private isBroken = false;
  private ahead: ReadAhead;

  private constructor(
    private readonly client: MqttClient,
    private readonly filters: readonly string[],
    private readonly keeper: Keeper,
  ) {
    this.ahead = this.readAhead();
    // The new connection is there once the client has told of it, and before anything arrives by it.
    client.on('reconnect', () => queueMicrotask(() => (this.ahead = this.readAhead())));
    client.on('error', (error) => (this.failed = error));
    client.on('close', () => (this.failed ??= new BrokerGoneError()));
    client.on('connect', () => {
      this.isBroken = false;
      void this.subscribe();
    });
  }

  /** Returns at once: what keeps it from the broker is its {@link problem}. */
  static async open({ settings, clientId, secret, keeper }: DeviceClientProps): Promise<DeviceClient> {
    const { broker } = settings;
    if (broker === undefined) throw new SettingsError('A source has no broker to read from; expected one');
    const { connect } = await import('mqtt');
    const client = connect(broker, optionsOf(settings, clientId, secret));
    const filters = settings.subscriptions.map(({ topic }) => topicPattern(topic).filter);
    const own = new DeviceClient(client, [...new Set(filters)], keeper);
    client.handleMessage = (packet, done) => own.take(packet, done);
    return own;
  }

  /** Whether it is subscribed to all that it was asked for. */
  get isReady(): boolean {
    return this.client.connected && this.failed === undefined;
  }

  /** What keeps it from the broker; undefined when nothing does. */
  get problem(): unknown {
    return this.failed;
  }

  /** Milliseconds since the last message. */
  get idle(): number {
    return this.gathering.isBusy ? 0 : performance.now() - this.lastAt;
  }

  /** Tells the broker that it goes for now; its session stays there. */
  async close(): Promise<void> {
    await this.client.endAsync(!this.client.connected);
  }

  private async subscribe(): Promise<void> {
    try {
      // Of QoS 2 a broker makes 1: between its two answers a message would be in memory alone.
      const granted = await this.client.subscribeAsync([...this.filters], { qos: 1 });
      this.failed = granted.some(({ qos }) => qos >= REFUSED) ? new SubscriptionRefusedError() : undefined;
    } catch (error) {
      this.failed = error;
    }
    this.lastAt = performance.now();
  }

  private readAhead(): ReadAhead {
    const { protocolVersion } = this.client.options;
    return new ReadAhead(
      this.client.stream,
      protocolVersion === 5 ? 5 : 4,
      ({ topic, payload, retain, dup }) =>
        this.gathering.keep({ topic, payload: Buffer.from(payload), isRetained: retain, isAgain: dup }),
    );
  }

  private async keepAll(group: readonly Handed[]): Promise<void> {
    if (this.isBroken) throw new BrokerGoneError();
    try {
      await this.keeper.keep(group);
    } catch (error) {
      this.failed = error;
      this.isBroken = true;
      throw error;
    } finally {
      this.lastAt = performance.now();
    }
  }

  private take(packet: IPublishPacket, done: (error?: Error) => void): void {
    this.ahead.keep(packet).then(
      () => done(),
      (error: Error) => {
        // Without an answer the broker hands it over again, in its order, to a connection that is new.
        this.client.stream.destroy();
        done(error);
      },
    );
  }
}

/** Codes of an answer to SUBSCRIBE from which on it says no. */
const REFUSED = 128;

/** The connection has ended; the client calls again by itself. */
export class BrokerGoneError extends Error {
  override readonly name = 'BrokerGoneError';
}

/** The login may not read a topic. */
export class SubscriptionRefusedError extends Error {
  override readonly name = 'SubscriptionRefusedError';
}

function optionsOf(
  { version }: MqttSettings,
  clientId: string,
  { username, password, ca, certificate, privateKey }: Fields = {},
): IClientOptions {
  return {
    clientId,
    clean: false,
    protocolVersion: version === '5' ? 5 : 4,
    ...(version === '5' && { properties: { sessionExpiryInterval: SESSION_S } }),
    resubscribe: false,
    connectTimeout: ANSWER_MS,
    reconnectPeriod: AGAIN_MS,
    reconnectOnConnackError: true,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca }),
    ...(certificate !== undefined && { cert: certificate }),
    ...(privateKey !== undefined && { key: privateKey }),
  };
}

import type { Readable } from 'node:stream';
import type { IPublishPacket } from 'mqtt';
import { parser } from 'mqtt-packet';

interface Begun {
  readonly packet: IPublishPacket;
  readonly kept: Promise<void>;
}

/**
 * Reads a connection beside its client, which hands messages over one at a time, each once the one before it was kept:
 * what has arrived together is kept together, and the client acknowledges each in its turn.
 */
export class ReadAhead {
  private readonly begun: Begun[] = [];
  private isInStep = true;

  /** @param begin begins to keep a message */
  constructor(
    stream: Pick<Readable, 'prependListener'>,
    protocolVersion: 4 | 5,
    private readonly begin: (packet: IPublishPacket) => Promise<void>,
  ) {
    const reader = parser({ protocolVersion });
    reader.on('packet', (packet) => {
      if (packet.cmd === 'publish') this.see(packet);
    });
    // The client reads the same bytes, and tells what is wrong with them.
    reader.on('error', () => this.fallOut());
    stream.prependListener('data', (bytes: Buffer) => {
      if (this.isInStep) reader.parse(bytes);
    });
  }

  /** Resolves once a message that the client hands over is kept. */
  keep(packet: IPublishPacket): Promise<void> {
    const next = this.begun.shift();
    if (next?.packet.messageId === packet.messageId && next?.packet.topic === packet.topic) return next.kept;
    this.fallOut();
    return this.begin(packet);
  }

  private see(packet: IPublishPacket): void {
    const kept = this.begin(packet);
    // Told to whoever waits for it.
    kept.catch(() => undefined);
    this.begun.push({ packet, kept });
  }

  /** The client handed over another message than the one that was read: from here on each is kept in its turn. */
  private fallOut(): void {
    this.isInStep = false;
    this.begun.length = 0;
  }
}

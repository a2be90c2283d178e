import type { Decoded } from '../../core/changes';
import { SettingsError } from '../../core/errors';
import { bufferOf, jsonDecoder, type Decoder } from '../../core/messages';
import { retrying, within } from '../../core/sources';
import { AvroReader } from './avro';
import { RegistryUnavailableError } from './errors';

/** Milliseconds that the registry may take to answer. */
const ANSWER_MS = 10_000;
/** Bytes in front of what a serializer of a registry wrote: a zero, and the schema's number. */
const HEADER = 5;

type Reader = (bytes: Buffer) => Decoded | undefined;

interface Answer {
  readonly schema: string;
  readonly schemaType?: string;
  readonly references?: readonly { readonly subject: string; readonly version: number }[];
}

export interface RegistryLogin {
  readonly username: string;
  readonly password: string;
}

/**
 * Reads messages that name their schema in a registry, Avro and JSON Schema, and JSON without one.
 *
 * @see https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
export class RegistryDecoder implements Decoder {
  private readonly readers = new Map<number, Reader>();

  constructor(
    private readonly url: string,
    private readonly login?: RegistryLogin,
  ) {}

  /** @throws RegistryUnavailableError when schemas can't be had now; nothing is lost by another try */
  async prepare(payloads: Iterable<Uint8Array>): Promise<void> {
    const ids = new Set<number>();
    for (const payload of payloads) {
      const id = schemaId(payload);
      if (id !== undefined && !this.readers.has(id)) ids.add(id);
    }
    for (const id of ids) this.readers.set(id, await this.reader(id));
  }

  decode(payload: Uint8Array): Decoded | undefined {
    const id = schemaId(payload);
    if (id === undefined) return jsonDecoder.decode(payload);
    try {
      return this.readers.get(id)?.(bufferOf(payload).subarray(HEADER));
    } catch {
      return undefined;
    }
  }

  /** What reads a schema's messages; of one that isn't there or can't be read, nothing does. */
  private async reader(id: number): Promise<Reader> {
    const answer = await this.get(`schemas/ids/${id}`);
    if (answer === undefined) return () => undefined;
    switch (answer.schemaType ?? 'AVRO') {
      case 'AVRO': {
        const avro = new AvroReader(answer.schema, await this.references(answer));
        return (bytes) => avro.read(bytes);
      }
      case 'JSON':
        return (bytes) => jsonDecoder.decode(bytes);
      default:
        return () => undefined;
    }
  }

  private async references({ references = [] }: Answer): Promise<string[]> {
    const texts: string[] = [];
    for (const { subject, version } of references) {
      const answer = await this.get(`subjects/${encodeURIComponent(subject)}/versions/${version}`);
      if (answer) texts.push(...(await this.references(answer)), answer.schema);
    }
    return texts;
  }

  private async get(path: string): Promise<Answer | undefined> {
    const headers = this.login && {
      authorization: `Basic ${Buffer.from(`${this.login.username}:${this.login.password}`).toString('base64')}`,
    };
    const what = 'The schema registry';
    return retrying(async () =>
      within({ what, milliseconds: ANSWER_MS }, async (signal) => {
        const response = await fetch(`${this.url.replace(/\/$/, '')}/${path}`, {
          signal,
          ...(headers && { headers }),
        });
        if (response.status === 404) return undefined;
        if (response.status === 401 || response.status === 403)
          throw new SettingsError(`${what} refuses the login (HTTP ${response.status}); check the secret`);
        if (!response.ok) throw new RegistryUnavailableError(response.status);
        return (await response.json()) as Answer;
      }),
    );
  }
}

function schemaId(payload: Uint8Array): number | undefined {
  return payload.length > HEADER && payload[0] === 0 ? bufferOf(payload).readUInt32BE(1) : undefined;
}

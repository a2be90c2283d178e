import { createHash } from 'node:crypto';
import type { Dataset } from '../../core/contracts';
import type { Ledger } from '../../core/ports';
import type { ResourceRules } from '../../core/validation/resource-rules';

const COLLECTION = 'senders';

interface Known {
  /** Base URL of the first server that the sender's records named. */
  readonly server: string;
}

export interface SenderOptions {
  readonly dataset: Dataset;
  /** Who sends, as the authorizer knows them. @default the machine's own user */
  readonly caller?: string | undefined;
  /** The server whose records these are where they don't say themselves. @default the sender's own */
  readonly server?: string | undefined;
}

/**
 * Gives records their CloudEvents source: ids and relative references mean something there only. A sender has ids of
 * its own; the first server its records name is taken for its own, too, and every other server keeps its name.
 */
export class Sender {
  /** Source of the sender's own records. */
  readonly source: string;
  private readonly server: string | undefined;
  private own: Promise<string> | undefined;

  constructor(
    { dataset, caller, server }: SenderOptions,
    private readonly ledger: Pick<Ledger, 'get' | 'put'>,
  ) {
    const place = `/headwater/api/${dataset.name}`;
    this.source = caller === undefined ? place : `${place}/${nameOf(caller)}`;
    this.server = server;
  }

  /** @param named the server that a record names */
  async sourceOf(named?: string): Promise<string> {
    const server = named ?? this.server;
    if (server === undefined) return this.source;
    return server === (await (this.own ??= this.ownServer(server))) ? this.source : server;
  }

  private async ownServer(server: string): Promise<string> {
    for (;;) {
      const known = await this.ledger.get<Known>(COLLECTION, this.source);
      if (known) return known.value.server;
      if (await this.ledger.put<Known>(COLLECTION, this.source, { server }, 0)) return server;
    }
  }
}

/** The server that somebody names by its base URL, as records name it; undefined for what is none. */
export function serverNamed(base: string, rules: ResourceRules | undefined): string | undefined {
  return rules?.serverOf(`${base.replace(/\/$/, '')}/${rules.resourceType}/1`);
}

/** The same for every session of a role; doesn't tell who it is. */
function nameOf(caller: string): string {
  const role = caller.replace(/^(arn:[^:]*:sts::\d+:assumed-role\/[^/]+)\/.*$/, '$1');
  return createHash('sha256').update(role).digest('hex').slice(0, 16);
}

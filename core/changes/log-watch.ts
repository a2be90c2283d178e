/** Where a change stands in the log of its database, and what tells this log from another. */
export interface LogPlace {
  /** Grows along one log. */
  readonly order: bigint;
  /** The place as the database's own tools write it. */
  readonly said: string;
  /** When it was committed. Microseconds since 1970-01-01 UTC. */
  readonly at?: bigint | undefined;
  /** The server that made it; undefined where nobody says. */
  readonly server?: string | undefined;
  /** The transaction: who counts them, and the count. */
  readonly transaction?: { readonly of: string; readonly nth: bigint } | undefined;
}

/** The furthest place of a log that was told, and all that was told up to it, as text that JSON keeps. */
export interface LogReached {
  readonly order: string;
  readonly said: string;
  /** The latest time. */
  readonly at?: string;
  readonly servers: readonly string[];
  /** The latest of each who counts. */
  readonly transactions: Readonly<Record<string, string>>;
}

/**
 * Notices that places are of another log than those before them, as after a failover or a restore: they go back, and yet
 * tell what can't have been told before. A sender that was killed goes back, too, and tells the same again.
 */
export class LogWatch {
  private order: bigint | undefined;
  private at: bigint | undefined;
  private said = '';
  private readonly servers: Set<string>;
  private readonly transactions: Map<string, bigint>;

  constructor(reached?: LogReached) {
    if (reached) {
      this.order = BigInt(reached.order);
      this.said = reached.said;
      this.at = reached.at === undefined ? undefined : BigInt(reached.at);
    }
    this.servers = new Set(reached?.servers);
    this.transactions = new Map(
      Object.entries(reached?.transactions ?? {}).map(([of, nth]) => [of, BigInt(nth)]),
    );
  }

  /** What shows that a place is of another log, in words; undefined where it is the next of this one, and noted. */
  see(place: LogPlace): string | undefined {
    const isBack = this.order !== undefined && place.order < this.order;
    const news = isBack ? this.newIn(place) : undefined;
    if (news === undefined) this.note(place, isBack);
    return news;
  }

  /** The furthest place as the database's own tools write it. */
  get furthest(): string {
    return this.said;
  }

  get reached(): LogReached | undefined {
    if (this.order === undefined) return undefined;
    return {
      order: String(this.order),
      said: this.said,
      ...(this.at !== undefined && { at: String(this.at) }),
      servers: [...this.servers],
      transactions: Object.fromEntries([...this.transactions].map(([of, nth]) => [of, String(nth)])),
    };
  }

  private newIn({ at, server, transaction }: LogPlace): string | undefined {
    if (transaction && this.isNew(transaction)) return 'of a transaction that wasn’t told before';
    if (server !== undefined && this.servers.size > 0 && !this.servers.has(server))
      return `of another server, ${server}`;
    return at !== undefined && this.at !== undefined && at > this.at ? 'of a later time' : undefined;
  }

  private note({ order, said, at, server, transaction }: LogPlace, isBack: boolean): void {
    if (!isBack) [this.order, this.said] = [order, said];
    if (at !== undefined && (this.at === undefined || at > this.at)) this.at = at;
    if (server !== undefined) this.servers.add(server);
    if (transaction && this.isNew(transaction)) this.transactions.set(transaction.of, transaction.nth);
  }

  private isNew({ of, nth }: NonNullable<LogPlace['transaction']>): boolean {
    return nth > (this.transactions.get(of) ?? -1n);
  }
}

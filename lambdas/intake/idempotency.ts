import { createHash } from 'node:crypto';
import type { Clock, Ledger, LedgerEntry } from '../../core/ports';
import { CLAIM_SECONDS, IDEMPOTENCY_HOURS } from './limits';

const COLLECTION = 'idempotency';

interface Claimed {
  /** SHA-256 of the body, hex. */
  readonly body: string;
  /** Until when the request may be under way, ISO 8601; undefined once its records are durable. */
  readonly until?: string;
}

/** `taken`: the records are durable; `underway`: another request has the key; `conflict`: with another body. */
export type Claim = 'new' | 'taken' | 'underway' | 'conflict';

/**
 * Lets one request at a time go on under an Idempotency-Key, and remembers the body that was taken.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export class Idempotency {
  private readonly id: string;
  private readonly hash: string;
  private version = 0;

  constructor(
    private readonly deps: { readonly ledger: Ledger; readonly clock: Clock },
    scope: string,
    key: string,
    body: Buffer,
  ) {
    this.id = sha256(`${scope}\n${key}`);
    this.hash = sha256(body);
  }

  /** Names key and body, the same in every try: event ids are made from it. */
  get name(): string {
    return sha256(`${this.id}\n${this.hash}`);
  }

  async claim(): Promise<Claim> {
    const entry = await this.deps.ledger.get<Claimed>(COLLECTION, this.id);
    const state = entry ? this.stateOf(entry.value) : 'new';
    if (state !== 'new') return state;
    const written = await this.put({ body: this.hash, until: this.in(CLAIM_SECONDS).toISOString() }, entry);
    if (written) return 'new';
    const other = await this.deps.ledger.get<Claimed>(COLLECTION, this.id);
    return other && this.stateOf(other.value) !== 'new' ? this.stateOf(other.value) : 'underway';
  }

  /** Called once the records are durable. */
  async remember(): Promise<void> {
    await this.put({ body: this.hash });
  }

  /** Called when nothing was taken: the key is free again. */
  async release(): Promise<void> {
    await this.put({ body: this.hash, until: this.deps.clock.now().toISOString() });
  }

  private stateOf({ body, until }: Claimed): Claim {
    if (until !== undefined && until <= this.deps.clock.now().toISOString()) return 'new';
    if (body !== this.hash) return 'conflict';
    return until === undefined ? 'taken' : 'underway';
  }

  private async put(value: Claimed, after?: LedgerEntry<Claimed>): Promise<boolean> {
    const expiresAt = this.in(IDEMPOTENCY_HOURS * 3600);
    const written = await this.deps.ledger.put(COLLECTION, this.id, value, after?.version ?? this.version, {
      expiresAt,
    });
    if (written) this.version = written.version;
    return written !== undefined;
  }

  private in(seconds: number): Date {
    return new Date(this.deps.clock.now().getTime() + seconds * 1000);
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

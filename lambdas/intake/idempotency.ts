import { createHash } from 'node:crypto';
import type { Clock, Ledger } from '../../core/ports';
import { IDEMPOTENCY_HOURS } from './limits';

const COLLECTION = 'idempotency';

interface Answered {
  /** SHA-256 of the body that was answered, hex. */
  readonly body: string;
}

export type Claim = 'new' | 'repeated' | 'conflict';

/**
 * Remembers which bodies have been taken under an Idempotency-Key.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export class Idempotency {
  private readonly id: string;
  private readonly hash: string;

  constructor(
    private readonly deps: { readonly ledger: Ledger; readonly clock: Clock },
    scope: string,
    key: string,
    body: Buffer,
  ) {
    this.id = sha256(`${scope}\n${key}`);
    this.hash = sha256(body);
  }

  /** Names the request, the same in every try: event ids are made from it. */
  get name(): string {
    return this.id;
  }

  async look(): Promise<Claim> {
    const entry = await this.deps.ledger.get<Answered>(COLLECTION, this.id);
    if (!entry) return 'new';
    return entry.value.body === this.hash ? 'repeated' : 'conflict';
  }

  /** Called once the records are durable; a crash before it makes a repeat send the same events again. */
  async remember(): Promise<void> {
    const expiresAt = new Date(this.deps.clock.now().getTime() + IDEMPOTENCY_HOURS * 3_600_000);
    await this.deps.ledger.put<Answered>(COLLECTION, this.id, { body: this.hash }, 0, { expiresAt });
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/ports';

/** How long somebody stays signed in. Milliseconds. */
const SESSION_MS = 12 * 3_600_000;
/** Browsers signed in at a time; the oldest goes. */
const MAX_SESSIONS = 16;

export interface SignedIn {
  /** For the cookie, which scripts can't read. */
  readonly cookie: string;
  /** For the page, which other ports of this machine can't read; they do get its cookies. */
  readonly key: string;
}

/**
 * Who may use the console: whoever has the link that was printed, once. A session has two secrets, since a cookie of
 * 127.0.0.1 is sent to every port of it, and a page of another port counts as the same site.
 */
export class SignIn {
  private token = secret();
  /** Hashes of key by hash of cookie. */
  private readonly sessions = new Map<string, { readonly key: Buffer; readonly until: number }>();

  constructor(private readonly clock: Clock) {}

  /** The end of the link. It holds until somebody has come with it. */
  get fragment(): string {
    return `#token=${this.token}`;
  }

  /** @returns undefined for a token that isn't the one, or has been used */
  enter(token: string): SignedIn | undefined {
    if (!timingSafeEqual(hash(token), hash(this.token))) return undefined;
    this.token = secret();
    const [cookie, key] = [secret(), secret()];
    const [oldest] = this.sessions.keys();
    if (this.sessions.size >= MAX_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    this.sessions.set(nameOf(cookie), { key: hash(key), until: this.clock.now().getTime() + SESSION_MS });
    return { cookie, key };
  }

  knows(cookie: string | undefined, key: string | undefined): boolean {
    if (cookie === undefined || key === undefined) return false;
    const session = this.sessions.get(nameOf(cookie));
    if (!session || session.until < this.clock.now().getTime()) return false;
    return timingSafeEqual(session.key, hash(key));
  }
}

const secret = (): string => randomBytes(32).toString('base64url');
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const nameOf = (cookie: string): string => hash(cookie).toString('hex');

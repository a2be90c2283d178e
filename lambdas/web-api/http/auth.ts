import type { Clock } from '../../../core/ports';
import { secretField } from '../../../core/sources';
import type { ApiSettings } from '../settings';
import { basic } from './basic';
import { accessToken, type Token } from './token';

/** What goes to the API's own origin and nowhere else. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const NONE: Credentials = { headers: {}, query: {} };
/** A token is renewed this long before it ends. Milliseconds. */
const EARLY_MS = 30_000;

type Secret = Readonly<Record<string, string>>;

/** Who asks, as the API wants to be told. */
export class Auth {
  private secret: Secret | undefined;
  private token: Token | undefined;

  /** @param read the source's secret; called once, when it is first needed */
  constructor(
    private readonly settings: Pick<ApiSettings, 'auth' | 'network' | 'timeoutSeconds'>,
    private readonly source: string,
    private readonly read: () => Promise<Secret>,
    private readonly clock: Clock,
  ) {}

  /** @throws SecretMissingError, or what asking for a token ends with */
  async credentials(signal: AbortSignal): Promise<Credentials> {
    const { auth } = this.settings;
    if (auth.kind === 'none') return NONE;
    const secret = (this.secret ??= await this.read());
    const field = (name: string): string => secretField(secret, name, this.source);
    switch (auth.kind) {
      case 'header':
        return { ...NONE, headers: { [auth.name]: `${auth.prefix}${field('key')}` } };
      case 'query':
        return { ...NONE, query: { [auth.name]: field('key') } };
      case 'basic':
        return { ...NONE, headers: { authorization: basic(field('username'), field('password')) } };
      case 'oauth2': {
        const known = this.token;
        const isFresh = known && known.endsAt - EARLY_MS > this.clock.now().getTime();
        const client = { id: field('clientId'), secret: field('clientSecret') };
        this.token = isFresh
          ? known
          : await accessToken(auth, client, { ...this.settings, clock: this.clock, signal });
        return { ...NONE, headers: { authorization: `Bearer ${this.token.value}` } };
      }
    }
  }

  /** Forgets a token that was refused. @returns whether another may be had */
  refused(): boolean {
    const had = this.token !== undefined;
    this.token = undefined;
    return had;
  }
}

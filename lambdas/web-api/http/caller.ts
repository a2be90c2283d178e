import type { Headers, Response } from 'undici';
import type { Clock } from '../../../core/ports';
import { Pace, retryAfter, retrying, within } from '../../../core/sources';
import { fetchWithin, type GuardedFetch } from '../../reach/guarded-fetch';
import { reachOf } from '../../reach/reach';
import { ApiBusyError, ApiQuietError, ApiRefusedError, RedirectError } from '../errors';
import type { ApiSettings } from '../settings';
import type { Auth } from './auth';
import { boundedBody, discard } from './body';
import { reached } from './reached';
import { MOST_REDIRECTS, redirectOf, requestTo } from './redirects';

/** An answer of status 200, or of 304 without a body. */
export interface Answer {
  readonly status: 200 | 304;
  readonly headers: Headers;
  readonly body: Buffer;
  /** When it was whole. */
  readonly at: Date;
  /** Host that was asked. */
  readonly host: string;
}

type Settings = Pick<
  ApiSettings,
  'headers' | 'network' | 'rate' | 'timeoutSeconds' | 'mostMiB' | 'tries' | 'longestWaitSeconds'
>;

/** Statuses after which another try may end otherwise. @see https://www.rfc-editor.org/rfc/rfc9110#name-status-codes */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Asks one API, within its rate, with its credentials, each answer within a limit of time and size. */
export class ApiCaller {
  private readonly pace: Pace;
  private readonly origin: string;
  private readonly fetch: GuardedFetch;

  constructor(
    url: URL,
    private readonly settings: Settings,
    private readonly auth: Auth,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.origin = url.origin;
    this.fetch = fetchWithin(reachOf(url, settings.network));
    this.pace = new Pace(clock, settings.rate);
  }

  /** @param conditions headers by which a known answer is not sent again */
  async ask(url: URL, conditions: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { tries, timeoutSeconds } = this.settings;
    const { signal } = this;
    const limit = { what: `An answer of ${url.host}`, milliseconds: timeoutSeconds * 1_000, signal };
    return retrying(
      async () => {
        await this.pace.turn(signal);
        return within(limit, (until) => this.once(url, conditions, until));
      },
      { attempts: tries, signal },
    );
  }

  private async once(
    first: URL,
    conditions: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer> {
    let url = first;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const response = await this.send(url, conditions, signal);
      const to = redirectOf(response, url);
      if (!to) return this.answerOf(response, url, signal);
      await discard(response);
      url = to;
    }
    throw new RedirectError(first.host, `more than ${MOST_REDIRECTS} times`);
  }

  /** A token that is refused before its time is asked for anew, once. */
  private async send(
    url: URL,
    conditions: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Response> {
    const ask = async (): Promise<Response> => {
      const credentials = await this.auth.credentials(signal);
      const request = requestTo(url, this.origin, credentials, { ...this.settings.headers, ...conditions });
      return reached(this.fetch, request.url, { headers: request.headers, redirect: 'manual', signal });
    };
    const response = await ask();
    if (response.status !== 401 || url.origin !== this.origin || !this.auth.refused()) return response;
    await discard(response);
    return ask();
  }

  private async answerOf(response: Response, { host }: URL, signal: AbortSignal): Promise<Answer> {
    const { status, headers } = response;
    if (status === 200) {
      const body = await boundedBody(response, host, this.settings.mostMiB, signal);
      return { status, headers, body, at: this.clock.now(), host };
    }
    await discard(response);
    if (status === 304) return { status, headers, body: Buffer.alloc(0), at: this.clock.now(), host };
    if (!PASSING.has(status)) throw new ApiRefusedError(host, status);
    this.leaveAlone(headers, host);
    throw new ApiBusyError(host, status);
  }

  /** @throws ApiQuietError when it asks for more than a pass waits */
  private leaveAlone(headers: Headers, host: string): void {
    const now = this.clock.now();
    const until = retryAfter(headers.get('retry-after'), now);
    if (!until) return;
    if (until.getTime() - now.getTime() > this.settings.longestWaitSeconds * 1_000)
      throw new ApiQuietError(host, until);
    this.pace.quiet(until);
  }
}

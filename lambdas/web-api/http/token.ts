import { z } from 'zod';
import type { Clock } from '../../../core/ports';
import { retrying, within } from '../../../core/sources';
import { fetchWithin } from '../../reach/guarded-fetch';
import { reachOf } from '../../reach/reach';
import { AnswerShapeError, ApiBusyError, ApiRefusedError } from '../errors';
import type { ApiSettings } from '../settings';
import { basic } from './basic';
import { boundedBody } from './body';
import { reached } from './reached';

export interface Token {
  readonly value: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly endsAt: number;
}

/** A token without a word of how long it holds is used for so long. Seconds. */
const SHORT_S = 60;
const MOST_MIB = 1;

const answerSchema = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().default(SHORT_S),
});

interface Dependencies {
  readonly timeoutSeconds: number;
  readonly network: ApiSettings['network'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Asks for a token with the client's own credentials. Redirects aren't followed: the secret is in the request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export async function accessToken(
  auth: Extract<ApiSettings['auth'], { kind: 'oauth2' }>,
  client: { readonly id: string; readonly secret: string },
  { timeoutSeconds, network, clock, signal }: Dependencies,
): Promise<Token> {
  const url = new URL(auth.tokenUrl);
  const fetch = fetchWithin(reachOf(url, network));
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (auth.scope !== undefined) form.set('scope', auth.scope);
  if (auth.audience !== undefined) form.set('audience', auth.audience);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (auth.by === 'basic')
    headers.authorization = basic(encodeURIComponent(client.id), encodeURIComponent(client.secret));
  else {
    form.set('client_id', client.id);
    form.set('client_secret', client.secret);
  }
  const limit = { what: `A token of ${url.host}`, milliseconds: timeoutSeconds * 1_000, signal };
  const ask = async (until: AbortSignal): Promise<Token> => {
    const asked = clock.now().getTime();
    const response = await reached(fetch, url, {
      method: 'POST',
      headers,
      body: form,
      redirect: 'manual',
      signal: until,
    });
    if (response.status >= 500 || response.status === 429) throw new ApiBusyError(url.host, response.status);
    if (response.status !== 200) throw new ApiRefusedError(url.host, response.status);
    const parsed = answerSchema.safeParse(jsonOf(await boundedBody(response, url.host, MOST_MIB)));
    if (!parsed.success) throw new AnswerShapeError(url.host, 'expected access_token, and token_type Bearer');
    return { value: parsed.data.access_token, endsAt: asked + parsed.data.expires_in * 1_000 };
  };
  return retrying(async () => within(limit, ask), { attempts: 3, signal });
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

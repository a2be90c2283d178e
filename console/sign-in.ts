import { Refusal } from './refusal';

/** Where people of a deployed lake sign in; undefined for a lake on this machine. */
interface SignInAt {
  readonly origin: string;
  readonly clientId: string;
}

/** Somebody who has signed in. Tokens are in the memory of the page alone and go with it. */
export interface SignedIn {
  /** A token that holds for some time yet, for `Authorization`. */
  readonly bearer: () => Promise<string>;
  readonly signOut: () => Promise<void>;
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** What has to outlast the way to the sign-in pages and back: no token, and gone once they are back. */
const UNDER_WAY = 'headwater-console-sign-in';
/** Before its end a token is exchanged. Milliseconds. */
const EARLY_MS = 60_000;
const here = (): string => `${location.origin}${location.pathname}`;

export function signInAt(): SignInAt | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]');
  const { client: clientId } = meta?.dataset ?? {};
  return meta && clientId !== undefined ? { origin: meta.content, clientId } : undefined;
}

/** Goes to the sign-in pages: an authorization code for a secret that only this tab knows. @see RFC 7636 */
export async function goToSignIn({ origin, clientId }: SignInAt): Promise<void> {
  const [verifier, state] = [secret(), secret()];
  sessionStorage.setItem(UNDER_WAY, JSON.stringify({ verifier, state, hash: location.hash }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: here(),
    scope: 'openid',
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  location.assign(`${origin}/oauth2/authorize?${query}`);
}

/** Turns what the sign-in pages have sent back into tokens. @returns undefined when this isn't their way back */
export async function comeBack(at: SignInAt): Promise<SignedIn | undefined> {
  const query = new URLSearchParams(location.search);
  if (!query.has('code') && !query.has('error')) return undefined;
  const known = sessionStorage.getItem(UNDER_WAY);
  sessionStorage.removeItem(UNDER_WAY);
  const { verifier, state, hash } = JSON.parse(known ?? '{}') as Partial<Record<string, string>>;
  history.replaceState(null, '', `${location.pathname}${hash ?? ''}`);
  // An answer that this tab has not asked for would sign it in as somebody else.
  if (state === undefined || verifier === undefined || query.get('state') !== state)
    throw new Refusal('This sign-in was not begun here. Sign in again.', 401);
  const code = query.get('code');
  if (code === null)
    throw new Refusal('Signing in was refused. Sign in again, or ask who runs the lake.', 401);
  return session(
    at,
    await tokens(at, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: here(),
      code_verifier: verifier,
    }),
  );
}

function session(at: SignInAt, first: Tokens): SignedIn {
  let held = first;
  let until = performance.now() + held.expires_in * 1_000;
  const { refresh_token: refresh } = first;
  return {
    bearer: async () => {
      if (performance.now() > until - EARLY_MS && refresh !== undefined) {
        held = await tokens(at, { grant_type: 'refresh_token', refresh_token: refresh });
        until = performance.now() + held.expires_in * 1_000;
      }
      return held.access_token;
    },
    signOut: async () => {
      if (refresh !== undefined) await send(at, 'revoke', { token: refresh }).catch(() => undefined);
      const query = new URLSearchParams({ client_id: at.clientId, logout_uri: here() });
      location.assign(`${at.origin}/logout?${query}`);
    },
  };
}

async function tokens(at: SignInAt, grant: Readonly<Record<string, string>>): Promise<Tokens> {
  const response = await send(at, 'token', grant);
  if (!response.ok) throw new Refusal('You are signed out. Sign in again.', 401);
  return (await response.json()) as Tokens;
}

async function send(
  { origin, clientId }: SignInAt,
  what: 'token' | 'revoke',
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${origin}/oauth2/${what}`, {
    method: 'POST',
    credentials: 'omit',
    body: new URLSearchParams({ ...form, client_id: clientId }),
  });
}

const secret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

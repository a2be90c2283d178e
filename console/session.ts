import type { Entered } from '../core/console/api';
import { Refusal } from './refusal';
import { comeBack, signInAt, type SignedIn } from './sign-in';

const KEY = 'headwater-console-key';
const ENTERED = 'headwater-console-entered';

let signedIn: SignedIn | undefined;

/** What somebody may do, and how they leave; by the link of a lake on this machine they leave with the tab. */
export interface Session extends Entered {
  readonly signOut: (() => Promise<void>) | undefined;
}

/** @returns undefined when somebody has to sign in first */
export async function enter(): Promise<Session | undefined> {
  const at = signInAt();
  if (!at) return { ...(await enterByLink()), signOut: undefined };
  signedIn = await comeBack(at);
  if (!signedIn) return undefined;
  const entered = (await (await post('enter', '', {})).json()) as Entered;
  return { ...entered, signOut: signedIn.signOut };
}

/** Turns the link's token into a session, or goes on with the one there is. The token leaves the address at once. */
async function enterByLink(): Promise<Entered> {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token !== undefined) {
    history.replaceState(null, '', `${location.pathname}#/overview`);
    const { key, ...entered } = (await (await post('enter', '', { token })).json()) as Entered & {
      readonly key: string;
    };
    sessionStorage.setItem(KEY, key);
    sessionStorage.setItem(ENTERED, JSON.stringify(entered));
  }
  const known = sessionStorage.getItem(ENTERED);
  if (known === null)
    throw new Refusal('Open the link that `lake start` has printed last; it works once.', 401);
  return JSON.parse(known) as Entered;
}

/** Asks the lake as a persona. @throws Refusal */
export async function post(name: string, persona: string, input: object): Promise<Response> {
  const response = await fetch(`/console/api/${name}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      'x-persona': persona,
      ...(signedIn
        ? { authorization: `Bearer ${await signedIn.bearer()}` }
        : { 'x-console-key': sessionStorage.getItem(KEY) ?? '' }),
    },
    body: JSON.stringify(input),
  });
  if (response.ok) return response;
  const told = (await response.json().catch(() => ({}))) as {
    readonly message?: string;
    readonly code?: string;
  };
  throw new Refusal(told.message ?? 'The lake could not answer', response.status, told.code);
}

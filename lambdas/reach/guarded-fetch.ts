import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch, type RequestInit, type Response } from 'undici';
import { ForbiddenAddressError } from './forbidden-address-error';
import { isWithin, type Reach } from './reach';

export type Lookup = (
  hostname: string,
  options: { readonly all: true; readonly family?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export type GuardedFetch = (url: URL | string, request?: RequestInit) => Promise<Response>;

/**
 * `fetch` that connects only where a source may go, redirects that it follows among it. Addresses are judged as they
 * are connected to: a name that leads elsewhere a moment later leads nowhere.
 *
 * @throws ForbiddenAddressError, and whatever `fetch` does
 */
export function guardedFetch(
  isAllowed: (address: string) => boolean,
  lookup: Lookup = systemLookup,
): GuardedFetch {
  const connect = buildConnector({ lookup: guardedLookup(isAllowed, lookup) });
  const dispatcher = new Agent({
    connect: (options, callback) =>
      isIP(options.hostname) !== 0 && !isAllowed(options.hostname)
        ? callback(new ForbiddenAddressError(options.hostname), null)
        : connect(options, callback),
  });
  return async (url, request) => {
    try {
      return await fetch(url, { ...request, dispatcher });
    } catch (error) {
      throw forbiddenIn(error) ?? error;
    }
  };
}

const fetches = new Map<Reach, GuardedFetch>();

/** One for each reach, whose connections are used again. */
export function fetchWithin(reach: Reach): GuardedFetch {
  const known = fetches.get(reach);
  if (known) return known;
  const made = guardedFetch((address) => isWithin(reach, address));
  fetches.set(reach, made);
  return made;
}

/** Of a name's addresses those that are allowed. */
function guardedLookup(isAllowed: (address: string) => boolean, lookup: Lookup): LookupFunction {
  return (hostname, { all, family }, callback) => {
    const asked = { all: true, ...(typeof family === 'number' && { family }) } as const;
    lookup(hostname, asked, (error, found) => {
      if (error) return callback(error, []);
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) return callback(new ForbiddenAddressError(hostname), []);
      return all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

function forbiddenIn(error: unknown): ForbiddenAddressError | undefined {
  if (error instanceof ForbiddenAddressError) return error;
  const { cause, errors } = Object(error) as { readonly cause?: unknown; readonly errors?: unknown };
  if (Array.isArray(errors)) return errors.map(forbiddenIn).find((found) => found);
  return cause === undefined ? undefined : forbiddenIn(cause);
}

import type { IncomingHttpHeaders } from 'node:http';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export interface Refused {
  readonly status: 403 | 421;
  readonly expected: string;
}

/**
 * Turns away what a page of a browser sends from elsewhere: a name that was bound to this address (DNS
 * rebinding) shows in Host, another page in Origin. Programs send the Host they call and no Origin.
 */
export function foreignRequest(
  { host, origin }: IncomingHttpHeaders,
  port: number | undefined,
): Refused | undefined {
  const hosts = NAMES.map((name) => `${name}:${port}`);
  if (!hosts.includes((host ?? '').toLowerCase()))
    return { status: 421, expected: `Expected the Host ${hosts.join(' or ')}` };
  if (origin !== undefined && !hosts.some((own) => origin.toLowerCase() === `http://${own}`))
    return {
      status: 403,
      expected: 'Expected no Origin, or this one: other pages may not send to this lake',
    };
  return undefined;
}

import type { IncomingHttpHeaders } from 'node:http';
import { refusal, type HttpAnswer } from '../../../lambdas/intake/http';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Turns away what a page of a browser sends from elsewhere: a name that was bound to this address (DNS
 * rebinding) shows in Host, another page in Origin. Programs send the Host they call and no Origin.
 */
export function foreignPage(
  { host, origin }: IncomingHttpHeaders,
  port: number | undefined,
): HttpAnswer | undefined {
  const hosts = NAMES.map((name) => `${name}:${port}`);
  if (!hosts.includes((host ?? '').toLowerCase()))
    return refusal(421, `Expected the Host ${hosts.join(' or ')}`);
  if (origin !== undefined && !hosts.some((own) => origin.toLowerCase() === `http://${own}`))
    return refusal(403, 'Expected no Origin, or this one: other pages may not send to this lake');
  return undefined;
}

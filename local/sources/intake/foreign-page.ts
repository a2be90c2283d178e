import type { IncomingHttpHeaders } from 'node:http';
import { refusal, type HttpAnswer } from '../../../lambdas/intake/http';
import { foreignRequest } from '../../loopback-only';

/** Turns away what a page of a browser sends from elsewhere. */
export function foreignPage(headers: IncomingHttpHeaders, port: number | undefined): HttpAnswer | undefined {
  const refused = foreignRequest(headers, port);
  return refused && refusal(refused.status, refused.expected);
}

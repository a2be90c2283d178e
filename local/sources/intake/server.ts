import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { StreamUnavailableError } from '../../../core/ports';
import { BUSY, refusal, respond, type HttpAnswer } from '../../../lambdas/intake/http';
import type { IntakeDeps } from '../../../lambdas/intake/intake';
import { MAX_BODY_BYTES } from '../../../lambdas/intake/limits';
import type { LocalLake } from '../../lake';
import { foreignPage } from './foreign-page';
import { intakeDeps } from './intake-deps';

interface Route {
  Params: { dataset?: string; id?: string };
  Querystring: { server?: unknown };
}

/** The API on loopback: the same core and the same answers as behind API Gateway, without its authorizer. */
export async function addIntake(to: FastifyInstance, lake: LocalLake): Promise<void> {
  const deps = await intakeDeps(lake);
  await to.register(async (server) => addRoutes(server, lake, deps), { prefix: '' });
}

function addRoutes(server: FastifyInstance, lake: LocalLake, deps: IntakeDeps): void {
  server.addHook('onRoute', (route) => {
    // The core answers 413 itself, with the limit; this bound only keeps a larger body out of memory.
    route.bodyLimit = MAX_BODY_BYTES + 1;
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) =>
    send(reply, answerToError(error)),
  );
  for (const url of ['/:dataset', '/:dataset/:id']) {
    server.all<Route>(url, async (request, reply) =>
      send(
        reply,
        foreignPage(request.headers, request.socket.localPort) ??
          (await respond(requestOf(request), lake.datasets, deps)),
      ),
    );
  }
}

function requestOf(request: FastifyRequest<Route>): Parameters<typeof respond>[0] {
  const { params, headers, method, body } = request;
  const single = (name: string): string | undefined => headers[name]?.toString();
  return {
    method,
    dataset: params.dataset,
    id: params.id,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    contentType: single('content-type'),
    contentEncoding: single('content-encoding'),
    idempotencyKey: single('idempotency-key'),
    ...(typeof request.query.server === 'string' && { server: request.query.server }),
  };
}

function send(reply: FastifyReply, { status, headers, body }: HttpAnswer): FastifyReply {
  return reply.status(status).headers(headers).serializer(JSON.stringify).send(body);
}

function answerToError(error: Error & { statusCode?: number }): HttpAnswer {
  if (error instanceof StreamUnavailableError) return BUSY;
  if (error.statusCode === 413)
    return refusal(413, `Expected a body of at most ${MAX_BODY_BYTES} bytes; send it in parts`);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return refusal(error.statusCode, 'Expected a request of HTTP with a body of the length it names');
  return refusal(500, 'The request could not be taken; nothing is promised, send it again');
}

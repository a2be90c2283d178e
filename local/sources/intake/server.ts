import type { FastifyInstance } from 'fastify';
import { StreamUnavailableError } from '../../../core/ports';
import { post } from '../../../lambdas/intake/http';
import { MAX_BODY_BYTES } from '../../../lambdas/intake/limits';
import type { IntakeDeps } from '../../../lambdas/intake/intake';
import type { LocalLake } from '../../lake';
import { intakeDeps } from './intake-deps';

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
  server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    if (error.statusCode === 413) {
      return reply
        .status(413)
        .send({ error: `Expected a body of at most ${MAX_BODY_BYTES} bytes; send it in parts` });
    }
    if (error instanceof StreamUnavailableError) return reply.status(503).send({ error: error.message });
    return reply
      .status(error.statusCode ?? 500)
      .send({ error: 'The request could not be taken; nothing is promised, send it again' });
  });
  server.post<{ Params: { dataset: string } }>('/:dataset', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    const answer = await post(
      {
        dataset: request.params.dataset,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        caller: 'local',
        idempotencyKey: typeof key === 'string' ? key : undefined,
      },
      lake.datasets,
      deps,
    );
    return reply.status(answer.status).send(answer.body);
  });
}

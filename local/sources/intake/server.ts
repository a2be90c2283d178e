import fastify, { type FastifyInstance } from 'fastify';
import { StreamUnavailableError } from '../../../core/ports';
import { post } from '../../../lambdas/intake/http';
import { MAX_BODY_BYTES } from '../../../lambdas/intake/limits';
import type { LocalLake } from '../../lake';

/** The API on loopback: the same core and the same answers as behind API Gateway, without its authorizer. */
export async function serve(lake: LocalLake, port: number): Promise<FastifyInstance> {
  const deps = await lake.intakeDeps();
  // The core answers 413 itself, with the limit; this bound only keeps a larger body out of memory.
  const server = fastify({ bodyLimit: MAX_BODY_BYTES + 1, forceCloseConnections: true });
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
  await server.listen({ host: '127.0.0.1', port });
  return server;
}

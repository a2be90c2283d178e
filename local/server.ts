import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { PROBLEM_TYPE, problem } from '../lambdas/problem';

/** The one door of the lake on loopback. Nobody from outside the machine reaches it. Sources add their routes to it. */
export function lakeServer(): FastifyInstance {
  const server = fastify({
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) =>
      void told(
        reply,
        error.statusCode ?? 400,
        'Expected an address of this lake, found one that cannot be read',
      ),
  });
  server.setNotFoundHandler((_request, reply) =>
    told(reply, 404, 'Expected an address of this lake, found another'),
  );
  return server;
}

/** In the shape of all errors, and without the address: it may hold what names a person. */
function told(reply: FastifyReply, status: number, detail: string): FastifyReply {
  return reply
    .status(status)
    .header('content-type', PROBLEM_TYPE)
    .serializer(JSON.stringify)
    .send(problem(status, detail));
}

/** Lets the server take requests. @returns its address without a slash at the end */
export async function listen(server: FastifyInstance, port: number): Promise<string> {
  await server.listen({ host: '127.0.0.1', port });
  const [address] = server.addresses();
  return `http://127.0.0.1:${typeof address === 'object' ? address.port : port}`;
}

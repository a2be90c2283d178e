import fastify, { type FastifyInstance } from 'fastify';

/** The one door of the lake on loopback. Nobody from outside the machine reaches it. Sources add their routes to it. */
export function lakeServer(): FastifyInstance {
  return fastify({ forceCloseConnections: true });
}

/** Lets the server take requests. @returns its address without a slash at the end */
export async function listen(server: FastifyInstance, port: number): Promise<string> {
  await server.listen({ host: '127.0.0.1', port });
  const [address] = server.addresses();
  return `http://127.0.0.1:${typeof address === 'object' ? address.port : port}`;
}

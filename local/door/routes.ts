import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { foreignRequest } from '../loopback-only';
import { RESULTS_BUCKET } from './names';
import type { Caller } from './protocol/caller';
import type { JsonService } from './protocol/json-service';
import { respondJson } from './protocol/respond-json';
import { respondS3 } from './s3';
import type { WireRequest } from './signature/claim';
import { respondSts } from './sts';

/** Longest request: a statement with its parameters, as JSON writes it. Bytes. */
const MAX_BODY_BYTES = 2_097_152;

export interface DoorServices {
  readonly json: readonly JsonService[];
  readonly directoryOf: (persona: string) => string;
  readonly authenticate: (request: WireRequest, service: string) => Promise<Caller>;
}

/** The routes of AWS's services on one port: the JSON ones by their header, STS by its body, S3 by its paths. */
export async function addDoorRoutes(to: FastifyInstance, services: DoorServices): Promise<void> {
  await to.register(async (server) => {
    server.addHook('onRoute', (route) => {
      route.bodyLimit = MAX_BODY_BYTES;
    });
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    server.addHook('onRequest', async (request, reply) => {
      const refused = foreignRequest(request.headers, request.socket.localPort);
      if (refused) await reply.status(refused.status).type('text/plain').send(`${refused.expected}\n`);
    });
    server.post('/', async (request, reply) => post(request, reply, services));
    for (const url of [`/${RESULTS_BUCKET}`, `/${RESULTS_BUCKET}/*`])
      server.all(url, async (request, reply) => object(request, reply, services));
    server.get('/', async (request, reply) => object(request, reply, services));
  });
}

async function post(
  request: FastifyRequest,
  reply: FastifyReply,
  { json, authenticate }: DoorServices,
): Promise<FastifyReply> {
  const wire = wireOf(request);
  const [target, operation = ''] = String(wire.headers['x-amz-target'] ?? '').split('.');
  reply.header('x-amzn-requestid', randomUUID());
  const service = json.find((each) => each.target === target);
  if (service) {
    const { status, body } = await respondJson(service, operation, wire.body, () =>
      authenticate(wire, service.signingName),
    );
    return reply.status(status).type('application/x-amz-json-1.1').serializer(JSON.stringify).send(body);
  }
  const { status, body } = await respondSts(wire.body, () => authenticate(wire, 'sts'));
  return reply.status(status).type('text/xml').send(body);
}

async function object(
  request: FastifyRequest,
  reply: FastifyReply,
  { directoryOf, authenticate }: DoorServices,
): Promise<FastifyReply> {
  const wire = wireOf(request);
  const { status, headers, body } = await respondS3(wire, directoryOf, () => authenticate(wire, 's3'));
  return reply.status(status).headers(headers).header('x-amz-request-id', randomUUID()).send(body);
}

function wireOf({ method, raw, headers, body }: FastifyRequest): WireRequest {
  return { method, url: raw.url ?? '/', headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}

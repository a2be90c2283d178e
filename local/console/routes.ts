import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PersonaConfig } from '../../core/governance';
import { HeadwaterError } from '../../core/errors';
import { SqlError } from '../../sql-bridge';
import { safeMessage } from '../commands/safe-message';
import { foreignRequest } from '../loopback-only';
import type { PersonaView } from './api';
import { ConsoleError } from './errors';
import { documentText, page, policy } from './page';
import type { ConsolePort } from './port';
import type { SignIn } from './sign-in';

const PATH = '/console';
const COOKIE = 'headwater_console';
/** Longest request: a statement as JSON writes it. Bytes. */
const MAX_BODY_BYTES = 1_048_576;

const id = z.strictObject({ id: z.uuid() });
const place = {
  documentId: z.string().regex(/^[0-9a-f]{64}$/),
  page: z.number().int().min(1).max(1_000_000),
};
/** What each operation takes beside the persona. */
const INPUTS = {
  overview: z.strictObject({}),
  catalog: z.strictObject({}),
  charts: z.strictObject({}),
  access: z.strictObject({}),
  saved: z.strictObject({}),
  query: z.strictObject({ sql: z.string().min(1).max(262_144) }),
  result: z.strictObject({ id: z.uuid(), from: z.number().int().min(0).optional() }),
  stop: id,
  replay: z.strictObject({ dataset: z.string().max(100) }),
  decide: z.strictObject({
    ...place,
    field: z.number().int().min(1).max(1_000_000),
    value: z.string().max(10_000),
  }),
  picture: z.strictObject(place),
  download: id,
} satisfies { readonly [Name in Exclude<keyof ConsolePort, 'mayReview'>]: z.ZodType };

export interface ConsoleRoutes {
  readonly port: ConsolePort;
  readonly personas: readonly PersonaConfig[];
  readonly signIn: SignIn;
  /** Called when the link has been used: there is a new one. */
  readonly onEntered: () => void;
}

/** The page and what it asks. Whatever it asks is a POST with both secrets of a session; addresses hold nothing. */
export async function addConsoleRoutes(to: FastifyInstance, routes: ConsoleRoutes): Promise<void> {
  await to.register(async (server) => {
    server.addHook('onRoute', (route) => {
      route.bodyLimit = MAX_BODY_BYTES;
    });
    server.addHook('onRequest', async (request, reply) => {
      const refused = foreignRequest(request.headers, request.socket.localPort);
      if (refused) return reply.status(refused.status).type('text/plain').send(`${refused.expected}\n`);
      void reply.headers({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': policy('none'),
      });
      return undefined;
    });
    server.setErrorHandler((error, _request, reply) => answerError(error, reply));
    server.get(PATH, async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64url');
      return reply
        .header('content-security-policy', policy(nonce))
        .type('text/html; charset=utf-8')
        .send(documentText(nonce));
    });
    server.get(`${PATH}/script.js`, async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send((await page()).script),
    );
    server.get(`${PATH}/style.css`, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').send((await page()).style),
    );
    server.post(`${PATH}/api/enter`, async (request, reply) => enter(request, reply, routes));
    server.post<{ Params: { operation: string } }>(`${PATH}/api/:operation`, async (request, reply) =>
      operate(request, reply, routes),
    );
  });
}

async function enter(
  { body }: FastifyRequest,
  reply: FastifyReply,
  { port, signIn, personas, onEntered }: ConsoleRoutes,
): Promise<FastifyReply> {
  const { token } = read(z.strictObject({ token: z.string().max(100).optional() }), body);
  const signedIn = token === undefined ? undefined : signIn.enter(token);
  if (!signedIn)
    throw new ConsoleError(401, 'Open the link that `lake start` has printed last; it works once');
  onEntered();
  return reply
    .header('set-cookie', `${COOKIE}=${signedIn.cookie}; Path=${PATH}; HttpOnly; SameSite=Strict`)
    .send({
      key: signedIn.key,
      personas: personas.map((persona): PersonaView => {
        const { name, description, clearance } = persona;
        return { name, description, clearance, mayReview: port.mayReview(persona) };
      }),
    });
}

async function operate(
  { params, headers, body }: FastifyRequest<{ Params: { operation: string } }>,
  reply: FastifyReply,
  { port, personas, signIn }: ConsoleRoutes,
): Promise<FastifyReply> {
  // A page always says where it comes from when it sends; what doesn't isn't one.
  if (headers.origin === undefined) throw new ConsoleError(403, 'Expected an Origin');
  if (!signIn.knows(cookieOf(headers.cookie), headers['x-console-key']?.toString()))
    throw new ConsoleError(401, 'Open the link that `lake start` has printed last; it works once');
  const { operation } = params;
  if (!isOperation(operation)) throw new ConsoleError(404, 'There is no such operation');
  const persona = personas.find(({ name }) => name === headers['x-persona']);
  if (!persona) throw new ConsoleError(400, 'Expected the name of a persona');
  const schema: z.ZodType<object> = INPUTS[operation];
  const input = read(schema, body);
  if (operation === 'download')
    return reply.type('text/csv; charset=utf-8').send(await port.download(persona, input as { id: string }));
  if (operation === 'picture')
    return reply
      .type('image/png')
      .send(await port.picture(persona, input as { documentId: string; page: number }));
  const run = port[operation] as (persona: PersonaConfig, input: object) => Promise<object>;
  return reply.send(await run(persona, input));
}

const isOperation = (name: string): name is keyof typeof INPUTS => Object.hasOwn(INPUTS, name);

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const found = schema.safeParse(body ?? {});
  if (!found.success) throw new ConsoleError(400, 'The request is not of the expected form');
  return found.data;
}

/** A browser sends cookies of other ports of this machine, too. */
function cookieOf(header = ''): string | undefined {
  const found = header.split(';').map((part) => part.trim());
  return found.find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof ConsoleError) return reply.status(error.status).send({ message: error.message });
  if (error instanceof SqlError) return reply.status(400).send({ code: error.code, message: error.message });
  if (error instanceof HeadwaterError) return reply.status(409).send({ message: safeMessage(error) });
  const status = (error as { statusCode?: number }).statusCode;
  if (status !== undefined && status < 500)
    return reply.status(status).send({ message: 'The request is not of the expected form' });
  return reply.status(500).send({ message: 'The lake could not answer' });
}

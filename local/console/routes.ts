import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  answer,
  answerOf,
  CONSOLE_PATH,
  ConsoleError,
  documentText,
  entered,
  HEADERS,
  policy,
  readInput,
  UNANSWERED,
  type ConsoleAnswer,
  type ConsolePort,
} from '../../core/console';
import type { PersonaConfig } from '../../core/governance';
import { foreignRequest } from '../loopback-only';
import { page } from './page';
import type { SignIn } from './sign-in';

const COOKIE = 'headwater_console';
/** Longest request: a statement as JSON writes it. Bytes. */
const MAX_BODY_BYTES = 1_048_576;

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
      void reply.headers({ ...HEADERS, 'content-security-policy': policy('none') });
      return undefined;
    });
    server.setErrorHandler((error, _request, reply) => send(reply, answerError(error)));
    server.get(CONSOLE_PATH, async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64url');
      return reply
        .header('content-security-policy', policy(nonce))
        .type('text/html; charset=utf-8')
        .send(documentText(nonce));
    });
    server.get<{ Params: { file: string } }>(`${CONSOLE_PATH}/:file`, async ({ params }, reply) => {
      const file = (await page()).get(params.file);
      if (!file) throw new ConsoleError(404, 'There is no such file of the page');
      return reply.type(file.type).send(file.text);
    });
    server.post(`${CONSOLE_PATH}/api/enter`, async (request, reply) => enter(request, reply, routes));
    server.post<{ Params: { operation: string } }>(`${CONSOLE_PATH}/api/:operation`, async (request, reply) =>
      operate(request, reply, routes),
    );
  });
}

async function enter(
  { body }: FastifyRequest,
  reply: FastifyReply,
  { port, signIn, personas, onEntered }: ConsoleRoutes,
): Promise<FastifyReply> {
  const { token } = readInput(z.strictObject({ token: z.string().max(100).optional() }), body);
  const signedIn = token === undefined ? undefined : signIn.enter(token);
  if (!signedIn)
    throw new ConsoleError(401, 'Open the link that `lake start` has printed last; it works once');
  onEntered();
  return reply
    .header('set-cookie', `${COOKIE}=${signedIn.cookie}; Path=${CONSOLE_PATH}; HttpOnly; SameSite=Strict`)
    .send({ key: signedIn.key, ...entered(port, personas) });
}

async function operate(
  { params: { operation }, headers, body }: FastifyRequest<{ Params: { operation: string } }>,
  reply: FastifyReply,
  { port, personas, signIn }: ConsoleRoutes,
): Promise<FastifyReply> {
  // A page always says where it comes from when it sends; what doesn't isn't one.
  if (headers.origin === undefined) throw new ConsoleError(403, 'Expected an Origin');
  if (!signIn.knows(cookieOf(headers.cookie), headers['x-console-key']?.toString()))
    throw new ConsoleError(401, 'Open the link that `lake start` has printed last; it works once');
  const persona = headers['x-persona']?.toString();
  return send(reply, await answer(port, personas, { operation, persona, body }));
}

const send = (reply: FastifyReply, { status, type, body }: ConsoleAnswer): FastifyReply =>
  reply.status(status).type(type).send(body);

/** A browser sends cookies of other ports of this machine, too. */
function cookieOf(header = ''): string | undefined {
  const found = header.split(';').map((part) => part.trim());
  return found.find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

function answerError(error: unknown): ConsoleAnswer {
  const { statusCode: status = 500 } = error as { readonly statusCode?: number };
  if (status < 500)
    return { ...UNANSWERED, status, body: { message: 'The request is not of the expected form' } };
  try {
    return answerOf(error);
  } catch {
    return UNANSWERED;
  }
}

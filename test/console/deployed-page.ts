import { createHash, randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CONSOLE_PATH, documentText, HEADERS, policy, type ConsolePort } from '../../core/console';
import { respond } from '../../lambdas/console/respond';
import { page } from '../../local/console/page';
import { personas } from '../local/door/door';

const CLIENT = 'the-console';
const NONCE = 'of-this-answer';

/** Somebody who signs in: their groups. */
export interface Person {
  readonly sub: string;
  readonly groups: readonly string[];
}

export const person = (...groups: readonly string[]): Person => ({ sub: randomUUID(), groups });

export interface DeployedPage {
  readonly url: string;
  /** Who signs in next; undefined is refused. */
  somebody: Person | undefined;
  /** Paths that the sign-in pages were asked for, and what the last authorization and revocation held. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/**
 * The page as CloudFront and API Gateway serve it, and sign-in pages that do what RFC 6749 and RFC 7636 say: a code is good once,
 * with the secret whose digest was sent ahead. Answers come from the function's own code.
 */
export async function deployedPage(port: ConsolePort): Promise<DeployedPage> {
  const state: { somebody: Person | undefined; readonly asked: string[] } = {
    somebody: undefined,
    asked: [],
  };
  const tokens = new Map<string, Person>();
  const people = await signInPages(state, tokens);
  const console = fastify();
  console.get(CONSOLE_PATH, async (_request, reply) =>
    reply
      .headers({ ...HEADERS, 'content-security-policy': policy(NONCE, people.origin) })
      .type('text/html; charset=utf-8')
      .send(documentText(NONCE, { origin: people.origin, clientId: CLIENT })),
  );
  console.get<{ Params: { file: string } }>(`${CONSOLE_PATH}/:file`, async ({ params }, reply) => {
    const file = (await page()).get(params.file);
    return file ? reply.type(file.type).send(file.text) : reply.status(404).send();
  });
  console.post<{ Params: { operation: string } }>(
    `${CONSOLE_PATH}/api/:operation`,
    async (request, reply) => {
      const holder = tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
      if (!holder) return reply.status(401).send({ message: 'Unauthorized' });
      const claims = {
        sub: holder.sub,
        token_use: 'access',
        'cognito:groups': `[${holder.groups.join(' ')}]`,
      };
      const event = {
        pathParameters: request.params,
        headers: request.headers,
        body: JSON.stringify(request.body),
        isBase64Encoded: false,
        requestContext: { authorizer: { jwt: { claims } } },
      } as unknown as APIGatewayProxyEventV2;
      const { statusCode, headers, body } = await respond(event, {
        personas,
        portFor: () => port,
        onAnswer: () => undefined,
      });
      return reply
        .status(statusCode ?? 200)
        .headers(headers as Record<string, string>)
        .send(body);
    },
  );
  const url = await console.listen({ port: 0, host: '127.0.0.1' });
  return Object.assign(state, {
    url: `${url}${CONSOLE_PATH}`,
    close: async () => {
      await console.close();
      await people.server.close();
    },
  });
}

interface SignInPages {
  readonly origin: string;
  readonly server: FastifyInstance;
}

async function signInPages(
  state: { readonly somebody: Person | undefined; readonly asked: string[] },
  tokens: Map<string, Person>,
): Promise<SignInPages> {
  const codes = new Map<string, { readonly challenge: string; readonly of: Person; readonly to: string }>();
  const server = fastify();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  server.addHook('onRequest', async (request, reply) => {
    state.asked.push(new URL(request.url, 'http://of').pathname);
    void reply.header('access-control-allow-origin', '*');
  });
  server.get<{ Querystring: Record<string, string> }>('/oauth2/authorize', async ({ query }, reply) => {
    const { redirect_uri: to = '', state: given = '', code_challenge: challenge = '' } = query;
    const { somebody } = state;
    const isAsked =
      query.response_type === 'code' && query.code_challenge_method === 'S256' && query.client_id === CLIENT;
    if (!somebody || !isAsked) return reply.redirect(`${to}?error=access_denied&state=${given}`);
    const code = randomUUID();
    codes.set(code, { challenge, of: somebody, to });
    return reply.redirect(`${to}?code=${code}&state=${given}`);
  });
  server.post<{ Body: Record<string, string> }>('/oauth2/token', async ({ body }, reply) => {
    const { code = '', code_verifier: verifier = '', redirect_uri: to } = body;
    const known = codes.get(code);
    codes.delete(code);
    const digest = createHash('sha256').update(verifier).digest('base64url');
    if (body.client_id !== CLIENT || known?.challenge !== digest || known.to !== to)
      return reply.status(400).send({ error: 'invalid_grant' });
    const token = randomUUID();
    tokens.set(token, known.of);
    return { access_token: token, refresh_token: `refresh ${token}`, expires_in: 3_600 };
  });
  server.post<{ Body: Record<string, string> }>('/oauth2/revoke', async ({ body }) => {
    tokens.delete(body.token?.replace('refresh ', '') ?? '');
    return {};
  });
  server.get<{ Querystring: Record<string, string> }>('/logout', async ({ query }, reply) =>
    reply.redirect(query.logout_uri ?? ''),
  );
  return { origin: await server.listen({ port: 0, host: '127.0.0.1' }), server };
}

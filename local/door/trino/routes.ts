import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse, SqlError } from '../../../sql-bridge';
import { foreignRequest } from '../../loopback-only';
import type { PersonaKey } from '../credentials/persona-key';
import { CATALOG } from '../names';
import type { Caller } from '../protocol/caller';
import { writePlan, type WriteSettings } from '../queries/plan-query';
import type { Queries } from '../queries/queries';
import type { Query, QueryPlan, QueryRequest } from '../queries/query';
import { readRequest } from '../queries/read-request';
import { hasPassword, personaOf } from './authenticate';
import { inTrinosColumns } from './catalog-statement';
import { queryError } from './query-error';
import { SESSION_CHANGES, sessionChange, sessionOf } from './session';
import { END, statementPage, statementText, statsOf } from './statement-page';

/** The version whose protocol and SQL this is. */
const VERSION = '435';
const MAX_BODY_BYTES = 1_048_576;
/** Stands for a statement that has changed its client's session, and is done. */
const CHANGED = 'changed';
/** How long an answer waits for something to tell. Milliseconds. */
const PATIENCE_MS = 1_000;

export interface TrinoOptions {
  readonly queries: Queries;
  readonly writing: WriteSettings;
  readonly keys: () => Promise<readonly PersonaKey[]>;
  readonly callerOf: (persona: string) => Caller;
}

interface Place {
  readonly id: string;
  readonly place: string;
}

/** Trino's protocol, for what speaks only JDBC. @see https://trino.io/docs/435/develop/client-protocol.html */
export async function addTrinoRoutes(to: FastifyInstance, options: TrinoOptions): Promise<void> {
  await to.register(async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
      (_request, body, done) => done(null, body),
    );
    server.addHook('onRequest', async (request, reply) => {
      const refused = foreignRequest(request.headers, request.socket.localPort);
      if (refused) await reply.status(refused.status).type('text/plain').send(`${refused.expected}\n`);
    });
    server.get('/v1/info', async () => ({
      nodeVersion: { version: VERSION },
      environment: 'headwater',
      coordinator: true,
      starting: false,
      uptime: '1.00m',
    }));
    server.post('/v1/statement', async (request, reply) => start(request, reply, options));
    const url = '/v1/statement/executing/:id/:place';
    server.get<{ Params: Place }>(url, async (request, reply) => follow(request, reply, options));
    server.delete<{ Params: Place }>(url, async (request, reply) => cancel(request, reply, options));
  });
}

async function start(
  { headers, body }: FastifyRequest,
  reply: FastifyReply,
  { queries, writing, keys, callerOf }: TrinoOptions,
): Promise<FastifyReply> {
  const persona = personaOf(headers, await keys());
  if (persona === undefined) return unauthorized(reply);
  const sql = typeof body === 'string' ? body : '';
  try {
    const session = sessionOf(headers);
    checkCatalog(headers['x-trino-catalog']?.toString());
    const change = sessionChange(sql);
    if (change) return json(reply.headers(change.headers), changed(change.updateType, headers.host));
    const asked = readRequest({
      persona,
      sql,
      statement: parse(sql).statement,
      literals: [],
      parameters: [],
      database: session.schema,
      prepared: (name) => {
        const found = session.prepared.get(name);
        if (found === undefined) throw new SqlError('NOT_FOUND', `Prepared statement not found: ${name}`);
        return found;
      },
    });
    const caller = callerOf(persona);
    const request = inTrinosColumns(asked, writing.catalogOf(caller));
    const query = queries.start(request, (directory, id) => planOf(request, caller, writing, directory, id));
    return json(reply, statementText(query, { nextUri: addressOf(headers.host, query, 0) }));
  } catch (error) {
    if (error instanceof SqlError) return json(reply, refused(error));
    throw error;
  }
}

async function follow(
  { headers, params }: FastifyRequest<{ Params: Place }>,
  reply: FastifyReply,
  options: TrinoOptions,
): Promise<FastifyReply> {
  if (params.id === CHANGED && SESSION_CHANGES.includes(params.place))
    return json(reply, ended({ updateType: params.place }));
  const query = await queryOf(headers, params, options);
  if (!query) return reply.status(404).send();
  if (!query.isOver) await Promise.race([query.ended, sleep(PATIENCE_MS, undefined, { ref: false })]);
  const next = (place: number | typeof END): string => addressOf(headers.host, query, place);
  const place = params.place === END ? END : Number(params.place);
  return json(reply, statementPage(query, place, next));
}

async function cancel(
  { headers, params }: FastifyRequest<{ Params: Place }>,
  reply: FastifyReply,
  options: TrinoOptions,
): Promise<FastifyReply> {
  const query = await queryOf(headers, params, options);
  if (query) options.queries.stop(query);
  return reply.status(204).send();
}

/** The query of an address. Some clients show no password for what follows a statement: the address, which can't be guessed, stands for it. */
async function queryOf(
  headers: FastifyRequest['headers'],
  { id, place }: Place,
  { queries, keys }: TrinoOptions,
): Promise<Query | undefined> {
  if (place !== END && !/^\d{1,15}$/.test(place)) return undefined;
  const all = await keys();
  const persona = personaOf(headers, all);
  if (persona === undefined && hasPassword(headers)) return undefined;
  const owners = persona === undefined ? all.map((key) => key.persona) : [persona];
  const found = owners.map((owner) => queries.find(owner, id)).find((query) => query !== undefined);
  return found && isOfTrino(found) ? found : undefined;
}

/** Other doors' results are of another form. */
const isOfTrino = ({ output, plan }: Query): boolean =>
  output.kind === 'json' || output.kind === 'parquet' || plan.settled !== undefined;

function planOf(
  request: QueryRequest,
  caller: Caller,
  writing: WriteSettings,
  directory: string,
  id: string,
): QueryPlan {
  if (request.writes) return writePlan(request.writes, request, caller, writing, { directory, id });
  return { output: { kind: 'json', path: join(directory, `${id}.json`) } };
}

function checkCatalog(catalog: string | undefined): void {
  if (catalog !== undefined && catalog !== '' && catalog.toLowerCase() !== CATALOG.toLowerCase())
    throw new SqlError('CATALOG_NOT_FOUND', `Catalog '${catalog}' does not exist`);
}

const addressOf = (host: string | undefined, { id }: Query, place: number | typeof END): string =>
  `http://${host ?? ''}/v1/statement/executing/${id}/${place}`;

const ended = (more: object): string =>
  JSON.stringify({
    id: randomUUID(),
    infoUri: 'http://127.0.0.1/ui/',
    stats: statsOf('FINISHED', true, 0, 0),
    warnings: [],
    ...more,
  });
/** Drivers want a row of every statement, and look for it only where something follows. */
const changed = (updateType: string, host: string | undefined): string =>
  ended({
    updateType,
    columns: [{ name: 'result', type: 'boolean', typeSignature: { rawType: 'boolean', arguments: [] } }],
    data: [[true]],
    nextUri: `http://${host ?? ''}/v1/statement/executing/${CHANGED}/${updateType}`,
  });
const refused = ({ code, message }: SqlError): string =>
  ended({ stats: statsOf('FAILED', true, 0, 0), error: queryError(code, message) });

const json = (reply: FastifyReply, text: string): FastifyReply => reply.type('application/json').send(text);
const unauthorized = (reply: FastifyReply): FastifyReply =>
  reply
    .status(401)
    .header('www-authenticate', 'Basic realm="Trino"')
    .type('text/plain')
    .send(
      'Expected a persona as user and its secret key as password, or as the extra credential "password"\n',
    );

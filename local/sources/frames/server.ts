import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CAMERA, validTime, type Frame } from '../../../lambdas/frames/frame';
import { formatOf } from '../../../lambdas/frames/picture';
import type { FramesSettings } from '../../../lambdas/frames/settings';
import { takeFrame, type FrameDeps } from '../../../lambdas/frames/take-frame';
import { foreignRequest } from '../../loopback-only';

interface Route {
  Params: { dataset: string; camera: string };
  Querystring: { captured_at?: unknown };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

const TYPES: Readonly<Record<string, string>> = { 'image/jpeg': 'jpeg', 'image/png': 'png' };

/** What a picture that can't be taken is answered with. */
const STATUS = {
  empty: 400,
  'too many bytes': 413,
  'too many pixels': 413,
  'not a JPEG or PNG': 415,
  'not a whole picture': 422,
} as const;

/** Adds `PUT /frames/{dataset}/{camera}`. A frame is answered for once it is on disk. */
export async function addFrames(
  to: FastifyInstance,
  settings: FramesSettings,
  deps: FrameDeps,
): Promise<void> {
  await to.register(
    async (server) => {
      server.removeAllContentTypeParsers();
      server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) =>
        send(reply, answerTo(error, settings)),
      );
      server.put<Route>(
        `/${settings.dataset}/:camera`,
        { bodyLimit: settings.mostBytes },
        async (request, reply) => send(reply, await answered(request, deps)),
      );
    },
    { prefix: '/frames' },
  );
}

async function answered(request: FastifyRequest<Route>, deps: FrameDeps): Promise<Answer> {
  const foreign = foreignRequest(request.headers, request.socket.localPort);
  if (foreign) return refusal(foreign.status, foreign.expected);
  const { camera } = request.params;
  if (!CAMERA.test(camera))
    return refusal(400, 'Expected a camera of 1 to 64 letters, digits, dots, dashes and underscores');
  const { captured_at: asked = request.headers['x-captured-at'] } = request.query;
  const sent = typeof asked === 'string' ? validTime(asked) : undefined;
  if (asked !== undefined && sent === undefined)
    return refusal(400, 'Expected captured_at as ISO 8601 with a zone, such as 2026-11-20T08:00:00Z');
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const named = TYPES[(request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
  if (named === undefined || (formatOf(bytes) !== undefined && formatOf(bytes) !== named))
    return refusal(415, 'Expected a Content-Type of image/jpeg or image/png, and a picture of that type');
  const frame: Frame = {
    camera,
    bytes,
    capturedAt: sent ?? deps.clock.now(),
    timeFrom: sent ? 'sender' : 'arrival',
  };
  const { sha256, isNew, problem } = await takeFrame(frame, deps);
  if (problem !== undefined)
    return refusal(STATUS[problem], `Expected a whole JPEG or PNG within the limits; found: ${problem}`);
  return {
    status: isNew ? 201 : 200,
    body: { camera, captured_at: frame.capturedAt.toISOString(), sha256, isNew },
  };
}

function answerTo({ statusCode }: { readonly statusCode?: number }, { mostBytes }: FramesSettings): Answer {
  if (statusCode === 413) return refusal(413, `Expected a picture of at most ${mostBytes} bytes`);
  if (statusCode !== undefined && statusCode < 500)
    return refusal(statusCode, 'Expected a request of HTTP with a body of the length it names');
  return refusal(500, 'The frame could not be taken; nothing is promised, send it again');
}

function refusal(status: number, detail: string): Answer {
  return { status, body: { type: 'about:blank', status, detail } };
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return reply.status(status).header('content-type', type).serializer(JSON.stringify).send(body);
}

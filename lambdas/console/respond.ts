import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  answer,
  answerOf,
  ConsoleError,
  entered,
  HEADERS,
  type ConsoleAnswer,
  type ConsolePort,
} from '../../core/console';
import type { PersonaConfig } from '../../core/governance';
import { askerOf, type Asker } from './asker';

export interface ConsoleDeps {
  /** All of the lake's. */
  readonly personas: readonly PersonaConfig[];
  /** The lake as somebody asks it. */
  readonly portFor: (asker: Asker) => ConsolePort;
  /** Told who has asked what, and how it ended: nothing of what was asked or answered. */
  readonly onAnswer: (asked: Readonly<Record<string, unknown>>) => void;
}

/** Answers a request of the page that API Gateway has let through. @throws what nobody expected */
export async function respond(
  event: APIGatewayProxyEventV2,
  deps: ConsoleDeps,
): Promise<APIGatewayProxyStructuredResultV2> {
  const operation = event.pathParameters?.operation ?? '';
  const persona = event.headers['x-persona'];
  let subject: string | undefined;
  const answered = await (async (): Promise<ConsoleAnswer> => {
    try {
      const asker = askerOf(event, deps.personas);
      ({ subject } = asker);
      const port = deps.portFor(asker);
      if (operation === 'enter') return { status: 200, type: JSON_TYPE, body: entered(port, asker.personas) };
      return await answer(port, asker.personas, { operation, persona, body: bodyOf(event) });
    } catch (error) {
      return answerOf(error);
    }
  })();
  // What somebody has typed in the place of a name isn't logged.
  const known = deps.personas.find(({ name }) => name === persona)?.name;
  deps.onAnswer({ operation: operation.slice(0, 20), persona: known, subject, status: answered.status });
  return {
    statusCode: answered.status,
    headers: { ...HEADERS, 'content-type': answered.type },
    body: JSON.stringify(answered.body),
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** @throws ConsoleError for what isn't JSON */
function bodyOf({ body, isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  if (body === undefined || body === '') return {};
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body) as unknown;
  } catch {
    throw new ConsoleError(400, 'The request is not of the expected form');
  }
}

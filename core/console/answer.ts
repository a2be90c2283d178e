import type { z } from 'zod';
import { HeadwaterError } from '../errors';
import type { PersonaConfig } from '../governance';
import type { Entered } from './api';
import { ConsoleError } from './errors';
import type { ConsolePort } from './port';
import { INPUTS, isOperation } from './requests';

/** Something that the page asks, by whoever has been let in. */
export interface ConsoleRequest {
  /** The end of the address. */
  readonly operation: string;
  /** Name of the persona to ask as. */
  readonly persona: string | undefined;
  /** From JSON. */
  readonly body: unknown;
}

export interface ConsoleAnswer {
  readonly status: number;
  /** Media type. */
  readonly type: string;
  /** An object goes as JSON. */
  readonly body: object | Uint8Array | NodeJS.ReadableStream;
}

/** Errors that nobody expected are told by this alone. */
export const UNANSWERED: ConsoleAnswer = json(500, { message: 'The lake could not answer' });

/** What somebody may do who may take on these personas. @throws ConsoleError for nobody's */
export function entered(port: ConsolePort, personas: readonly PersonaConfig[]): Entered {
  if (personas.length === 0) throw new ConsoleError(403, NOBODY);
  const { givesFiles, leavesOut } = port;
  return {
    personas: personas.map((persona) => {
      const { name, description, clearance } = persona;
      const [mayReview, mayReplay] = [port.mayReview(persona), port.mayReplay(persona)];
      return { name, description, clearance, mayReview, mayReplay };
    }),
    givesFiles,
    leavesOut,
  };
}

const NOBODY = 'You are signed in, but may take on no persona of this lake; ask who runs it for a group';

/**
 * Answers a request of the page, the same wherever the lake is.
 *
 * @param personas those that the asker may take on
 * @throws what nobody expected
 */
export async function answer(
  port: ConsolePort,
  personas: readonly PersonaConfig[],
  request: ConsoleRequest,
): Promise<ConsoleAnswer> {
  try {
    return await operate(port, personas, request);
  } catch (error) {
    return answerOf(error);
  }
}

/** What is told of an error. @throws one that nobody expected */
export function answerOf(error: unknown): ConsoleAnswer {
  if (error instanceof ConsoleError) {
    const { status, message, code } = error;
    return json(status, { message, ...(code !== undefined && { code }) });
  }
  if (error instanceof HeadwaterError) return json(409, { message: error.message });
  throw error;
}

async function operate(
  port: ConsolePort,
  personas: readonly PersonaConfig[],
  { operation, persona: name, body }: ConsoleRequest,
): Promise<ConsoleAnswer> {
  if (!isOperation(operation)) throw new ConsoleError(404, 'There is no such operation');
  if (personas.length === 0) throw new ConsoleError(403, NOBODY);
  if (name === undefined) throw new ConsoleError(400, 'Expected the name of a persona');
  const persona = personas.find((each) => each.name === name);
  if (!persona) throw new ConsoleError(403, 'You may not take on this persona');
  const schema: z.ZodType<object> = INPUTS[operation];
  const input = readInput(schema, body);
  if (operation === 'download')
    return file('text/csv; charset=utf-8', await port.download(persona, input as { id: string }));
  if (operation === 'picture')
    return file('image/png', await port.picture(persona, input as { documentId: string; page: number }));
  const run = port[operation] as (persona: PersonaConfig, input: object) => Promise<object>;
  return json(200, await run(persona, input));
}

/** @throws ConsoleError for what isn't of the form */
export function readInput<T>(schema: z.ZodType<T>, body: unknown): T {
  const found = schema.safeParse(body ?? {});
  if (!found.success) throw new ConsoleError(400, 'The request is not of the expected form');
  return found.data;
}

function json(status: number, body: object): ConsoleAnswer {
  return { status, type: 'application/json; charset=utf-8', body };
}

const file = (type: string, body: Uint8Array | NodeJS.ReadableStream): ConsoleAnswer => ({
  status: 200,
  type,
  body,
});

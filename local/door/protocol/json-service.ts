import { z } from 'zod';
import type { Caller } from './caller';
import { ServiceError } from './service-error';

/** One operation of a service, from its input as JSON gives it to its output. */
export type Operation = (input: unknown, caller: Caller) => Promise<object>;

/** A service that speaks AWS's JSON protocol 1.1. @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export interface JsonService {
  /** What `x-amz-target` starts with. */
  readonly target: string;
  /** Name in signatures. */
  readonly signingName: string;
  /** Class of the error for an input that isn't as the model wants it. */
  readonly invalidInput: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Operations that exist and that no persona may do. */
  readonly denied: RegExp;
}

/** An operation whose input is checked first. @throws ServiceError naming the member that is wrong */
export function operation<S extends z.ZodType>(
  schema: S,
  work: (input: z.output<S>, caller: Caller) => Promise<object> | object,
): Operation {
  return async (input, caller) => work(schema.parse(input), caller);
}

/** The member of an input and what was expected there, without what was given. */
export function inputError(error: z.ZodError, code: string): ServiceError {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return new ServiceError(
    code,
    `Invalid input at ${path === '' ? 'the request' : path}: ${issue?.message ?? 'not as expected'}`,
  );
}

export const pageSize = (max: number): z.ZodDefault<z.ZodNumber> =>
  z.number().int().min(1).max(max).default(max);
export const nextToken = z.string().max(1024).optional();

/** A page of a list that stands. Its token is the number of what came before. */
export function page<T>(
  items: readonly T[],
  size: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0)
    throw new ServiceError(
      'InvalidRequestException',
      'Invalid NextToken: it is none that a page before gave',
    );
  const to = from + size;
  return { items: items.slice(from, to), ...(to < items.length && { NextToken: String(to) }) };
}

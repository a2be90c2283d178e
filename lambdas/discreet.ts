import { HeadwaterError, nameOf } from '../core/errors';

/** Errors whose message was written by the lake, though their class is another's. */
const reworded = new WeakSet<Error>();

/**
 * Gives an error of a service or a library a message of ours, keeping its class. What is left of it is what
 * decides on retries; its own words and properties may repeat what it was given.
 *
 * @param what what failed, in words that hold no value
 */
export function reword(error: Error, what: string, kept: readonly string[] = []): void {
  for (const name of Reflect.ownKeys(error)) {
    if (name !== 'name' && !kept.includes(String(name))) Reflect.deleteProperty(error, name);
  }
  error.message = `${what}: ${error.name}`;
  Error.captureStackTrace(error);
  reworded.add(error);
}

/**
 * An error as it may be told in a log or to Lambda, which logs what a handler throws with its message, stack
 * and properties. Errors of the lake's own and reworded ones are told as they are, any other by its class and
 * where it was thrown: messages of JavaScript quote the values that they are about.
 */
export function discreet(error: unknown): Error {
  if (error instanceof HeadwaterError) return error;
  if (error instanceof Error && reworded.has(error)) return error;
  const told = new Error(
    `An error that nobody expected, thrown at ${placesOf(error).join(', ') || 'an unknown place'}`,
  );
  told.name = nameOf(error);
  told.stack = `${told.name}: ${told.message}`;
  return told;
}

/** What a log tells of an error. */
export function loggable(error: unknown): { readonly errorName: string; readonly errorMessage: string } {
  const { name, message } = discreet(error);
  return { errorName: name, errorMessage: message };
}

/** A handler that throws nothing but errors which may be told. */
export function discreetly<E, C, R>(
  handler: (event: E, context: C) => Promise<R>,
): (event: E, context: C) => Promise<R> {
  return async (event, context) => {
    try {
      return await handler(event, context);
    } catch (error) {
      throw discreet(error);
    }
  };
}

/** Line and column in the bundle, innermost first: numbers only, since a message may look like a stack. */
function placesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return [...stack.matchAll(/index\.js:(\d+:\d+)/g)].slice(0, 5).map(([, place]) => place ?? '');
}

import { createRequire } from 'node:module';
import { END_OF_INVOCATION } from './end-of-invocation';

/**
 * What Lambda's runtime does with a handler: hands it events one at a time, and writes what it throws to the
 * log with its message, its stack and every property. Runs in a process of its own, beside the bundle; a test
 * that loaded it would change timers and messages of every test after it.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/Errors.js
 */

export type Outcome =
  | { readonly answer: unknown }
  | {
      readonly error: { readonly errorType: string; readonly errorMessage: string; readonly trace: string[] };
    };

const load = createRequire(__filename);

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const context = {
  functionName: 'function',
  awsRequestId: 'request',
  getRemainingTimeInMillis: () => 900_000,
};

// Nothing is waited for: the SDK's waits between tries are random parts of a limit, the lake's own are timers.
Math.random = () => 0;
Object.assign(load('node:timers/promises') as object, {
  setTimeout: (_milliseconds: number, value: unknown) =>
    new Promise((resolve) => setImmediate(resolve, value)),
});

process.on('message', (event) => {
  void invoke(event).then((outcome) => {
    for (const stream of [process.stdout, process.stderr]) stream.write(END_OF_INVOCATION);
    process.send?.(outcome);
  });
});

async function invoke(event: unknown): Promise<Outcome> {
  try {
    const { handler } = load(process.env.BUNDLE ?? '') as { handler: Handler };
    return { answer: await handler(event, context) };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.stderr.write(`Invoke Error\t${JSON.stringify(error, withEveryProperty)}\n`);
    const trace = (error.stack ?? '').split('\n');
    return { error: { errorType: error.name, errorMessage: error.message, trace } };
  }
}

function withEveryProperty(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name: errorType, message: errorMessage, stack } = value;
  return { errorType, errorMessage, ...value, stack: stack?.split('\n') };
}

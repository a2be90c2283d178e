import type { Context, SQSEvent } from 'aws-lambda';
import { DOCUMENTS_ENV } from '../../lambdas/documents/environment';

const handlers = ['pull', 'start', 'collect', 'redrive'] as const;

it.each(handlers)('%s reads its environment at the first event, not when it is loaded', async (name) => {
  const { handler } = (await import(`../../lambdas/documents/${name}/handler`)) as {
    handler: (event: SQSEvent, context: Context) => Promise<unknown>;
  };
  const context = { getRemainingTimeInMillis: () => 900_000 } as Context;
  await expect(handler({ Records: [] }, context)).rejects.toThrow(DOCUMENTS_ENV.bronzeBucket);
});

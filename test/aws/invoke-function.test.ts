import { LambdaClient } from '@aws-sdk/client-lambda';
import { InvocationError, invokeFunction } from '../../lambdas/aws/invoke-function';
import { CREDENTIALS, loopback, type Reply } from '../support/loopback';

async function call(reply: Reply): Promise<unknown> {
  const { endpoint, seen, close } = await loopback(() => reply);
  const client = new LambdaClient({
    endpoint,
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  try {
    const answer = await invokeFunction(client, 'redrive', { dryRun: true });
    expect(seen).toMatchObject([
      { path: '/2015-03-31/functions/redrive/invocations', body: '{"dryRun":true}' },
    ]);
    return answer;
  } finally {
    client.destroy();
    await close();
  }
}

test('gives a function’s answer', async () => {
  expect(await call({ status: 200, body: '{"documents":[]}' })).toEqual({ documents: [] });
});

test('throws what a function threw', async () => {
  const reply = {
    status: 200,
    headers: { 'x-amz-function-error': 'Unhandled' },
    body: JSON.stringify({
      errorType: 'SettingsError',
      errorMessage: 'environment: LEDGER_TABLE',
      trace: [],
    }),
  };
  const error: unknown = await call(reply).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvocationError);
  expect(error).toMatchObject({
    message: 'Function redrive failed: SettingsError environment: LEDGER_TABLE; its log tells more',
  });
});

test('throws when there is no answer', async () => {
  await expect(call({ status: 200 })).rejects.toThrow(
    'Function redrive failed: no answer; its log tells more',
  );
});

test('a refused call keeps its own words', async () => {
  const reply = {
    status: 403,
    headers: { 'x-amzn-errortype': 'AccessDeniedException' },
    body: '{"Message":"not authorized to perform: lambda:InvokeFunction"}',
  };
  await expect(call(reply)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: 'not authorized to perform: lambda:InvokeFunction',
  });
});

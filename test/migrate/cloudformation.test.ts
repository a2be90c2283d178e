import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answer, isFromCloudFormation } from '../../lambdas/migrate/cloudformation';
import { BreakingChangeError } from '../../lambdas/migrate/errors';

let server: Server;
let received: Record<string, unknown>[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push(JSON.parse(body) as Record<string, unknown>);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => server.close());

function event(type: 'Create' | 'Update' | 'Delete'): CloudFormationCustomResourceEvent {
  const { port } = server.address() as AddressInfo;
  return {
    RequestType: type,
    ResponseURL: `http://127.0.0.1:${port}/`,
    LogicalResourceId: 'Tables',
    StackId: 'stack',
    RequestId: 'request',
  } as CloudFormationCustomResourceEvent;
}

it('tells CloudFormation that all went well', async () => {
  await answer(event('Create'), async () => undefined);
  expect(received).toEqual([
    {
      Status: 'SUCCESS',
      PhysicalResourceId: 'Tables',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Tables',
    },
  ]);
});

it('tells it why not', async () => {
  await answer(event('Update'), async () => {
    throw new BreakingChangeError(['a column would be dropped']);
  });
  expect(received).toEqual([
    expect.objectContaining({
      Status: 'FAILED',
      Reason: expect.stringContaining('a column would be dropped') as string,
    }),
  ]);
});

it('does nothing on delete', async () => {
  let worked = false;
  await answer(event('Delete'), async () => void (worked = true));
  expect(worked).toBe(false);
  expect(received).toHaveLength(1);
});

it('knows its events from those of the state machine', () => {
  expect(isFromCloudFormation(event('Create'))).toBe(true);
  expect(isFromCloudFormation({})).toBe(false);
  expect(isFromCloudFormation(undefined)).toBe(false);
});

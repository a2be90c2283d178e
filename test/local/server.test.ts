import { lakeServer, listen } from '../../local/server';

test.each([
  ['leads nowhere', '/immunizations/rosa-example/and/more', 404],
  ['is too long', `/${'rosa-example'.repeat(50)}`, 414],
  ['cannot be read', '/rosa-example%zz', 400],
])('an address that %s is answered as all errors are, and not repeated', async (_what, path, status) => {
  const server = lakeServer();
  server.get('/:name', () => 'found');
  try {
    const answer = await fetch(`${await listen(server, 0)}${path}`);
    const body = await answer.text();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({
      status,
      detail: expect.stringContaining('Expected an address') as string,
    });
    expect(body).not.toContain('rosa');
  } finally {
    await server.close();
  }
});

import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardedFetch, type Lookup } from '../../lambdas/reach/guarded-fetch';

/** A server on every address of this machine, so that whoever is let through is seen. */
let server: Server;
let port: number;
let seen: string[] = [];
let location = '';
let authorization: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.socket.localAddress ?? '');
    authorization.push(request.headers.authorization);
    if (request.url === '/on') return void response.writeHead(302, { location }).end();
    response.end('answer');
  });
  await new Promise<void>((ready) => server.listen(0, '0.0.0.0', ready));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  seen = [];
  authorization = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** Names and where they lead, the last address for every time after. */
function names(entries: Readonly<Record<string, readonly string[][]>>): Lookup {
  const asked = new Map<string, number>();
  return (hostname, _options, callback) => {
    const times = asked.get(hostname) ?? 0;
    asked.set(hostname, times + 1);
    const answers = entries[hostname] ?? [];
    const addresses = answers[Math.min(times, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: 4 })),
    );
  };
}

/** 127.0.0.1 stands for the internet, everything else for what is kept apart. */
const isOutside = (address: string): boolean => address === '127.0.0.1';
const FORBIDDEN = { name: 'ForbiddenAddressError' };

test('an address that is allowed is asked, by its number and by a name', async () => {
  const fetch = guardedFetch(isOutside, names({ 'api.test': [['127.0.0.1']] }));
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('answer');
  expect(await (await fetch(`http://api.test:${port}/`)).text()).toBe('answer');
});

test.each(['127.0.0.2', '2130706434', '0x7f000002', '0177.0.0.2', '127.2', '[::ffff:127.0.0.2]'])(
  '%s is never connected to, and neither is a redirect to it followed',
  async (host) => {
    const fetch = guardedFetch(isOutside);
    await expect(fetch(`http://${host}:${port}/`)).rejects.toMatchObject(FORBIDDEN);
    expect(seen).toEqual([]);
    location = `http://${host}:${port}/inside`;
    await expect(fetch(`http://127.0.0.1:${port}/on`)).rejects.toMatchObject(FORBIDDEN);
    expect(seen).toEqual(['127.0.0.1']);
  },
);

test('a name that leads inside is refused, whenever it begins to', async () => {
  const fetch = guardedFetch(
    isOutside,
    names({ 'inside.test': [['127.0.0.2']], 'turning.test': [['127.0.0.1'], ['127.0.0.2']] }),
  );
  await expect(fetch(`http://inside.test:${port}/`)).rejects.toMatchObject(FORBIDDEN);
  expect((await fetch(`http://turning.test:${port}/`, { headers: { connection: 'close' } })).status).toBe(
    200,
  );
  await expect(fetch(`http://turning.test:${port}/`)).rejects.toMatchObject(FORBIDDEN);
  expect(seen).toEqual(['127.0.0.1']);
});

test('of a name’s addresses only those that are allowed are tried', async () => {
  const fetch = guardedFetch(isOutside, names({ 'both.test': [['127.0.0.2', '127.0.0.1']] }));
  await fetch(`http://both.test:${port}/`);
  expect(seen).toEqual(['127.0.0.1']);
});

test('a login isn’t carried along by a redirect to another origin', async () => {
  const fetch = guardedFetch(
    () => true,
    names({ 'api.test': [['127.0.0.1']], 'other.test': [['127.0.0.1']] }),
  );
  location = `http://other.test:${port}/`;
  await fetch(`http://api.test:${port}/on`, { headers: { authorization: 'Basic CANARY' } });
  expect(authorization).toEqual(['Basic CANARY', undefined]);
});

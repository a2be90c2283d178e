import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Keeper } from './keep';

/** A broker of the lake's own. */
export interface OwnBroker {
  readonly port: number;
  close(): Promise<void>;
}

/** Answer to a CONNECT whose name or password is wrong. */
const WRONG_LOGIN = 4;
/** Messages of one connection that are kept at once. */
const AT_ONCE = 1_000;

/**
 * Opens a broker on loopback for devices that log in. A message is acknowledged once it is on disk, and only then
 * given to others who subscribed to it.
 *
 * @param passwords by username
 */
export async function openBroker(
  port: number,
  passwords: Readonly<Record<string, string>>,
  keeper: Keeper,
): Promise<OwnBroker> {
  const { Aedes } = await import('aedes');
  const broker = await Aedes.createBroker({
    concurrency: AT_ONCE,
    authenticate: (_client, username, password, done) => {
      if (isRight(passwords, username, password)) return done(null, true);
      done(Object.assign(new Error('wrong login'), { returnCode: WRONG_LOGIN }), null);
    },
    authorizePublish: (client, { topic, payload, dup }, done) => {
      // Only the broker speaks of itself there.
      if (topic.startsWith('$')) return done(new Error('a topic of the broker'));
      keeper
        .keep([{ topic, payload: Buffer.from(payload), client: client?.id, isAgain: dup }])
        .then(() => done(null), done);
    },
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((done) => broker.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function isRight(
  passwords: Readonly<Record<string, string>>,
  username: string | undefined,
  password: Buffer | undefined,
): boolean {
  const expected =
    username !== undefined && Object.hasOwn(passwords, username) ? passwords[username] : undefined;
  // Of one length, whatever was sent.
  const same = timingSafeEqual(digest(expected ?? ''), digest(password ?? ''));
  return expected !== undefined && expected !== '' && same;
}

function digest(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}

import type { Connect, RemoteSession } from './remote-session';

/** How often one pass connects again after losing the connection. */
export const MAX_RECONNECTS = 5;

/** The session of a pass: the one it began with, or a later one. Nobody else opens, replaces or closes it. */
export class LiveSession {
  private reconnects = 0;
  private isClosed = false;

  private constructor(
    private readonly connect: Connect,
    private session: RemoteSession,
  ) {}

  static async open(connect: Connect): Promise<LiveSession> {
    return new LiveSession(connect, await connect());
  }

  get now(): RemoteSession {
    return this.session;
  }

  /** Connects again, in place of a session that was lost. @returns false when the server has gone for this pass */
  async renew(): Promise<boolean> {
    this.reconnects += 1;
    if (this.isClosed || this.reconnects > MAX_RECONNECTS) return false;
    const again = await this.connect().catch(() => undefined);
    if (again === undefined) return false;
    this.session = again;
    // Time was up meanwhile.
    if (this.isClosed) again.close();
    return true;
  }

  close(): void {
    this.isClosed = true;
    this.session.close();
  }
}

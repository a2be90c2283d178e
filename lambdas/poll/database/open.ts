import type { PollSettings } from '../settings';
import type { Database, Login } from './database';

/** Opens a connection with the client of the engine, which is loaded when it is needed. */
export async function openDatabase(
  settings: PollSettings,
  login: Login,
  signal: AbortSignal,
): Promise<Database> {
  if (settings.engine === 'mysql') {
    const { MySql } = await import('./mysql');
    return MySql.open(settings, login, signal);
  }
  const { PostgreSql } = await import('./postgresql');
  return PostgreSql.open(settings, login, signal);
}

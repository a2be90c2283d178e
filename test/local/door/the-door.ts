import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addConsole } from '../../../local/console';
import { openDoor, personas, type OpenDoor } from './door';

/** The one door that all tests of doors share, with the console beside it: to open one costs a process and a lake. */
let open: OpenDoor | undefined;
let link: () => string;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'headwater-door-'));
  open = await openDoor(directory, {}, async (server, door, lake) => {
    link = await addConsole(server, { lake, personas, sources: [], asking: door.asking });
  });
});
afterAll(async () => {
  await open?.close();
  await rm(directory, { recursive: true, force: true });
});

/** @throws Error before tests begin */
export function theDoor(): OpenDoor {
  if (!open) throw new Error('The door opens when tests begin.');
  return open;
}

/** The end of the address that opens the console; another after it was used. */
export const consoleLink = (): string => link();

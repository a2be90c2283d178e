import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const POM = join(__dirname, 'pom.xml');
const CACHE = join(__dirname, '../../node_modules/.cache/servers');

/** The class path of the servers; Maven brings what isn't there, once per version of the pom. */
export function jars(): string {
  const directory = join(CACHE, createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 16));
  if (!existsSync(directory)) {
    mkdirSync(CACHE, { recursive: true });
    const part = `${directory}.part`;
    const { status, stdout } = spawnSync(
      'mvn',
      [
        '-q',
        '-B',
        '-f',
        POM,
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${part}`,
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`Maven could not bring the servers: ${stdout.slice(0, 500)}`);
    renameSync(part, directory);
  }
  return join(directory, '*');
}

import { join } from 'node:path';
import { cachedByMaven, cachedByPip } from '../../conformance/trino/cache';

/** A program that works as clients, one after the other, and prints a line of JSON for each. */
export interface Program {
  /** The clients it is, in the order of the table in docs/clients.md. */
  readonly clients: readonly string[];
  /** Left out of the gate: what it needs is half a gigabyte. */
  readonly isLarge?: true;
  /** Fetches what it needs, once. @returns the command that runs it */
  readonly command: () => Promise<readonly string[]>;
}

const here = (...path: readonly string[]): string => join(__dirname, ...path);

/** A program in Python with the packages it needs. */
const python = (name: string) => async (): Promise<readonly string[]> => {
  const directory = await cachedByPip(name, here('python', `${name}.txt`));
  return [join(directory, 'bin', 'python'), here('python', `${name}.py`)];
};

export const PROGRAMS: readonly Program[] = [
  {
    clients: [
      'aws cli',
      'boto3',
      'PyAthena',
      'PyAthena with SQLAlchemy',
      'awswrangler',
      'trino (Python)',
      'trino with SQLAlchemy',
    ],
    command: python('clients'),
  },
  { clients: ['Superset, by PyAthena', 'Superset, by trino'], isLarge: true, command: python('in_superset') },
  {
    clients: ['AWS SDK for Java', 'trino-jdbc', 'trino-jdbc, as Metabase asks'],
    command: async () => {
      const jars = await cachedByMaven('clients', here('java', 'pom.xml'), 'copy-dependencies');
      return ['java', '-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), here('java', 'Clients.java')];
    },
  },
  {
    clients: ['AWS SDK for JavaScript'],
    command: async () => [process.execPath, '--import', 'tsx', here('javascript.ts')],
  },
];

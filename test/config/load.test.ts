import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadEnvironment, parseEnvironment, type EnvironmentInput } from '../../lib/config';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { sourcesOf } from '../../core/sources';
import { documents } from '../../lambdas/documents/kind';
import { DEFAULT_PERSONAS } from '../../core/governance';

const dev = ENVIRONMENTS.dev;
const wrong = (change: Record<string, unknown>, base: EnvironmentInput = dev): (() => unknown) => {
  return () => parseEnvironment({ ...base, ...change });
};

const intake = (settings: object) => ({ sources: { intake: settings } });

describe('loading an environment', () => {
  it.each(['dev', 'staging', 'prod'])('gives %s complete', (name) => {
    const environment = loadEnvironment(name);
    expect(environment.name).toBe(name);
    expect(environment.smallCellThreshold).toBe(11);
    expect(environment.schedules.transformation).toBe('rate(1 hour)');
  });

  it('keeps the data of everything but dev', () => {
    expect(loadEnvironment('staging').removalPolicy).toBe('retain');
    expect(loadEnvironment('prod').removalPolicy).toBe('retain');
  });

  it('takes account and region of the caller unless the environment has its own', () => {
    expect(loadEnvironment('dev', { account: '111111111111', region: 'eu-west-1' })).toMatchObject({
      account: '111111111111',
      region: 'eu-west-1',
    });
  });

  it('says which environment is unknown and which there are', () => {
    expect(() => loadEnvironment('qa')).toThrow(
      'Unknown environment "qa". Choose one with -c env=NAME; NAME is dev, staging, prod.',
    );
  });

  it('says that none was given', () => {
    expect(() => loadEnvironment(undefined)).toThrow('No environment given');
  });
});

describe('a wrong value', () => {
  it.each([
    [
      'sources.intake.stream.retentionHours: received 12',
      intake({ stream: { mode: 'on-demand', retentionHours: 12 } }),
    ],
    ['sources.intake.stream.mode: received "huge"', intake({ stream: { mode: 'huge', retentionHours: 24 } })],
    ['alarmEmail: received "nobody"', { alarmEmail: 'nobody' }],
    ['smallCellThreshold: received 0', { smallCellThreshold: 0 }],
    ['schedules.transformation: received "hourly"', { schedules: { transformation: 'hourly' } }],
    ['retention.logDays: received 15; expected one of 1, 3, 5', { retention: { logDays: 15 } }],
    ['account: received "12"; expected 12 digits', { account: '12' }],
    ['scanCutoff: received 1', { scanCutoff: 1 }],
    [
      'sources.intake.authorizer.issuer: received "http://idp"',
      intake({ authorizer: { kind: 'jwt', issuer: 'http://idp', audience: ['lake'] } }),
    ],
  ])('is named with what was received: %s', (message, change) => {
    expect(wrong(change)).toThrow(message);
  });

  it('is named when nobody asked for it', () => {
    expect(wrong({ strem: 1 })).toThrow(/Unrecognized key: "strem"/);
  });

  it('lists every mistake at once', () => {
    expect(wrong({ alarmEmail: 'x', scanCutoff: 1 })).toThrow(
      /alarmEmail[^]*scanCutoff|scanCutoff[^]*alarmEmail/,
    );
  });
});

describe('SFTP servers', () => {
  const server = {
    name: 'clinic',
    host: 'sftp.example.org',
    username: 'lake',
    hostKeys: [`SHA256:${'a'.repeat(43)}`],
    directories: ['/outbox'],
  };

  const servers = (...all: object[]) => ({ sources: { documents: { servers: all } } });
  const documentsIn = (settings: Record<string, unknown>) =>
    sourcesOf(parseEnvironment({ ...dev, sources: { documents: settings } }).sources, documents)[0]?.settings;

  it('are none unless asked for', () => {
    expect(documentsIn({})).toEqual({
      servers: [],
      schedule: 'rate(1 hour)',
      features: ['FORMS', 'TABLES'],
      concurrency: 20,
    });
  });

  it('get what they don’t say', () => {
    const [parsed] = documentsIn({ servers: [server] })?.servers ?? [];
    expect(parsed).toMatchObject({ port: 22, afterwards: { kind: 'leave' }, staticEgress: false });
  });

  it('need a pinned host key', () => {
    expect(wrong(servers({ ...server, hostKeys: [] }))).toThrow('sources.documents.servers.0.hostKeys');
    expect(wrong(servers({ ...server, hostKeys: ['MD5:aa:bb'] }))).toThrow(
      'expected SHA256: and 43 characters, as ssh-keygen -lf prints',
    );
  });

  it('have directories with names of their own, or one would forget what the other has seen', () => {
    const directories = ['/out/Box', '/out/box'];
    expect(wrong(servers({ ...server, directories }))).toThrow(
      'two directories are both called clinic.out.box',
    );
    expect(wrong(servers(server, server))).toThrow('clinic.outbox');
  });
});

describe('who may become a persona', () => {
  const [first] = DEFAULT_PERSONAS;
  const trusting = (trust: object): Record<string, unknown> => ({
    governance: { personas: [{ ...first, trust }] },
  });
  const openTo = { kind: 'account', mfa: false };

  it.each([['staging', ENVIRONMENTS.staging] as const, ['prod', ENVIRONMENTS.prod] as const])(
    'is not whoever may assume roles in %s',
    (_, environment) => {
      expect(wrong(trusting(openTo), environment)).toThrow(
        'governance.personas.0.trust: received {"kind":"account","mfa":false}; ' +
          'whoever may assume roles could become lake-admin, which only dev allows; ' +
          "expected kind 'identity-center' with permissionSets, 'saml' with providerArn, 'roles' with names, " +
          "or 'account' with mfa: true",
      );
    },
  );

  it.each([
    { kind: 'account' },
    { kind: 'roles', names: ['dashboard-server'] },
    { kind: 'saml', providerArn: 'arn:aws:iam::111122223333:saml-provider/okta' },
    { kind: 'identity-center', permissionSets: ['lake-analyst'] },
  ])('is told by $kind in prod', (trust) => {
    expect(wrong(trusting(trust), ENVIRONMENTS.prod)).not.toThrow();
  });

  it('is whoever may assume roles in dev, when dev says so', () => {
    expect(wrong(trusting(openTo))).not.toThrow();
  });
});

describe('destroying data', () => {
  it('is refused outside dev', () => {
    expect(wrong({ removalPolicy: 'destroy' }, ENVIRONMENTS.prod)).toThrow(
      'only dev may destroy data; use retain',
    );
  });

  it('of buckets with objects needs the removal policy too', () => {
    expect(wrong({ removalPolicy: 'retain', deleteBucketsWithData: true })).toThrow(
      "needs removalPolicy: 'destroy' too",
    );
  });

  it('of buckets with objects is off unless asked for', () => {
    expect(parseEnvironment(dev).deleteBucketsWithData).toBe(false);
    expect(parseEnvironment({ ...dev, deleteBucketsWithData: true }).deleteBucketsWithData).toBe(true);
  });
});

describe('the app', () => {
  it('stops with the message and nothing else', () => {
    const root = join(__dirname, '..', '..');
    const run = (): unknown =>
      execFileSync(
        process.execPath,
        [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'bin/headwater.ts')],
        {
          cwd: root,
          env: { ...process.env, CDK_CONTEXT_JSON: '{"env":"qa"}' },
          stdio: 'pipe',
          encoding: 'utf8',
        },
      );
    let failure: unknown;
    try {
      run();
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({
      status: 1,
      stderr: 'Unknown environment "qa". Choose one with -c env=NAME; NAME is dev, staging, prod.\n',
    });
  });
});

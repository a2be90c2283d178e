import { documentSourceSchema } from '../../lambdas/documents/pull/document-source';
import { sourceOf, type SourceOptions } from '../../local/sources/documents/commands/sftp-source';

const options: SourceOptions = {
  hostKey: [`SHA256:${'a'.repeat(43)}`],
  include: ['**/*.pdf'],
  exclude: [],
  then: 'leave',
  settledAfter: '60',
};
const source = (url: string, changes: Partial<SourceOptions> = {}): ReturnType<typeof sourceOf> =>
  sourceOf(url, { ...options, ...changes });

it.each([
  ['sftp://root@LOCALHOST/', { host: 'localhost', username: 'root', port: 22, directory: '/' }],
  ['sftp://root@[::1]:2222/out', { host: '::1', username: 'root', port: 2222, directory: '/out' }],
  ['sftp://root@my_host', { host: 'my_host', directory: '.' }],
  ['sftp://root@münchen.example', { host: 'xn--mnchen-3ya.example' }],
  [
    'sftp://DOMAIN%5Cj%C3%B6rg%40clinic@host/a%20b%25/%3Fx',
    { username: 'DOMAIN\\jörg@clinic', directory: '/a b%/?x' },
  ],
  ['sftp://_@host/', { username: '_' }],
])('%s is understood, and its source has a name', (url, expected) => {
  const found = source(url);
  expect(found).toMatchObject(expected);
  expect(documentSourceSchema.shape.name.safeParse(found.name).success).toBe(true);
});

it('names a source after host, port and user, and keeps the directory to a hash', () => {
  expect(source('sftp://Alice@SFTP.example.org:2222/JOHN%20DOE').name).toMatch(
    /^sftp\.example\.org\.2222\.alice\.[0-9a-f]{8}$/,
  );
  expect(source('sftp://alice@sftp.example.org/a').name).toMatch(/^sftp\.example\.org\.alice\.[0-9a-f]{8}$/);
});

it('gives two endpoints, users or directories two names, and one the same name always', () => {
  const urls = [
    'sftp://a@host/',
    'sftp://a@host',
    'sftp://a@host:2222/',
    'sftp://A@host/',
    'sftp://b@host/',
    'sftp://a@host/x',
    'sftp://a@host/x_y',
    'sftp://a@host/x-y',
    'sftp://a_@host/',
    'sftp://2222@host/',
    'sftp://a@host.a/',
    'sftp://a@[::1]/',
    'sftp://a@[::2]/',
  ];
  expect(new Set(urls.map((url) => source(url).name)).size).toBe(urls.length);
  expect(source('sftp://a@HOST:22/').name).toBe(source('sftp://a@host/').name);
});

it('refuses a password in the URL with the remedy, and never repeats it', () => {
  const refused = (): unknown => source('sftp://root:CANARY%40pw@host/');
  expect(refused).toThrow('--password-env');
  expect(refused).not.toThrow(/CANARY/);
});

it.each<[string, string, Partial<SourceOptions>, string]>([
  ['a % in the directory', 'sftp://root@host/%zz', {}, 'The directory in the URL has a %'],
  ['a % in the user', 'sftp://%zz@host/', {}, 'The user in the URL has a %'],
  ['a query', 'sftp://root@host/a?b', {}, 'write ? as %3F'],
  ['another scheme', 'ftp://root@host/', {}, 'Expected sftp://user@host[:port]/directory'],
  ['no user', 'sftp://host/', {}, 'Expected sftp://user@host[:port]/directory'],
  ['port 0', 'sftp://root@host:0/', {}, 'the port of the URL:'],
  [
    'a range that runs backwards',
    'sftp://root@host/',
    { include: ['*.pdf', '[z-a].pdf'] },
    '--include [z-a].pdf: the pattern has a range in [ ] that runs backwards',
  ],
  [
    'a bracket left open',
    'sftp://root@host/',
    { exclude: ['[z.pdf'] },
    '--exclude [z.pdf: the pattern has a [ without a ]',
  ],
  ['a host key of another form', 'sftp://root@host/', { hostKey: ['aa:bb'] }, '--host-key: expected SHA256:'],
  ['no number of minutes', 'sftp://root@host/', { settledAfter: 'soon' }, '--settled-after: '],
  [
    'something else to do afterwards',
    'sftp://root@host/',
    { then: 'burn' },
    '--then: expected leave, delete, or move:FOLDER',
  ],
  [
    'a move to nowhere',
    'sftp://root@host/',
    { then: 'move' },
    '--then: expected leave, delete, or move:FOLDER',
  ],
])('%s: says what was given and what is expected', (_what, url, changes, message) => {
  expect(() => source(url, changes)).toThrow(message);
});

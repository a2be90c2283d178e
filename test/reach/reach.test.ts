import { isWithin, reachOf, type Reach } from '../../lambdas/reach/reach';
import fc from '../support/properties';

const PUBLIC = [
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
];
const PRIVATE = [
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  'fc00::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
];
const LOOPBACK = ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'];
const NEVER = [
  ...['169.254.169.254', '169.254.170.2', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe'],
  ...['fd00:ec2::254', 'fe80::1', 'fe80::1%eth0'],
  ...['0.0.0.0', '::', '255.255.255.255', '224.0.0.1', 'ff02::1', '240.0.0.1', '192.0.0.1', '198.18.0.1'],
  ...['2002:a9fe:a9fe::', '2001:0:1::1', '::ffff:0:a9fe:a9fe', '2001:db8::1', 'no address', ''],
];

test.each<[Reach, readonly string[], readonly string[]]>([
  ['public', PUBLIC, [...PRIVATE, ...LOOPBACK, ...NEVER]],
  ['private', [...PUBLIC, ...PRIVATE], [...LOOPBACK, ...NEVER]],
  ['loopback', [...PUBLIC, ...PRIVATE, ...LOOPBACK], NEVER],
])('%s reaches what it says and nothing else, however an address is written', (reach, inside, outside) => {
  expect(inside.filter((address) => !isWithin(reach, address))).toEqual([]);
  expect(outside.filter((address) => isWithin(reach, address))).toEqual([]);
});

test('an address mapped into IPv6 goes as far as it does by itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.constantFrom<Reach>('public', 'private', 'loopback'), (address, reach) => {
      expect(isWithin(reach, `::ffff:${address}`)).toBe(isWithin(reach, address));
      expect(isWithin(reach, `64:ff9b::${address}`)).toBe(isWithin(reach, address));
    }),
  );
});

test.each<[string, Reach]>([
  ['https://api.example.org/', 'public'],
  ['https://8.8.8.8/', 'public'],
  ['http://127.0.0.1:8080/', 'loopback'],
  ['http://2130706433/', 'loopback'],
  ['http://0x7f.1/', 'loopback'],
  ['http://[::1]/', 'loopback'],
  ['http://localhost/', 'loopback'],
  ['http://api.localhost./', 'loopback'],
  ['http://localhost.example.org/', 'public'],
  ['http://10.1.2.3/', 'private'],
  ['http://[fd12::1]/', 'private'],
  ['http://169.254.169.254/', 'public'],
  ['http://[fd00:ec2::254]/', 'public'],
  ['http://0.0.0.0/', 'public'],
])('%s, declared, reaches as far as %s', (url, reach) => {
  expect(reachOf(new URL(url))).toBe(reach);
});

test('names of a private network are said to be such; they don’t lead to this machine', () => {
  expect(reachOf(new URL('https://api.corp.example/'), 'private')).toBe('private');
  expect(reachOf(new URL('http://127.0.0.1/'), 'private')).toBe('loopback');
});

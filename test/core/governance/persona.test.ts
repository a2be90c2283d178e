import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PERSONAS, MAX_PERSONAS, parsePersonas, personaNamed } from '../../../core/governance';

describe('personas', () => {
  const [first] = DEFAULT_PERSONAS;

  it('come with a lake', () => {
    expect(parsePersonas().map(({ name }) => name)).toEqual([
      'lake-admin',
      'data-engineer',
      'data-steward',
      'clinician',
      'data-scientist',
      'analyst',
      'bi-service',
    ]);
  });

  it('are described in docs/governance.md as they are', () => {
    const page = readFileSync(join(__dirname, '../../../docs/governance.md'), 'utf8');
    for (const { name, clearance, zones, rowFilterExemptions } of parsePersonas()) {
      const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(name));
      expect(
        row
          ?.split('|')
          .slice(2, 5)
          .map((cell) => cell.trim()),
      ).toEqual([clearance, zones.join(', '), rowFilterExemptions === 'all' ? 'exempt' : 'apply']);
    }
  });

  it('are filtered by every row filter unless they are exempt', () => {
    expect(personaNamed(parsePersonas(), 'analyst').rowFilterExemptions).toEqual([]);
  });

  it.each([
    ['an unknown clearance', { ...first, clearance: 'secret' }],
    ['no clearance', { ...first, clearance: undefined }],
    ['an unknown zone', { ...first, zones: ['platinum'] }],
    ['the zone of records under way', { ...first, zones: ['staging'] }],
    ['a name that cannot name a role', { ...first, name: 'Lake Admin' }],
    ['a setting that nobody reads', { ...first, admin: true }],
    ['a role to trust that is a pattern', { ...first, trust: { kind: 'roles', names: ['*'] } }],
    ['Identity Center and nobody of it', { ...first, trust: { kind: 'identity-center' } }],
    [
      'a role of Identity Center that anybody could make',
      {
        ...first,
        trust: { kind: 'identity-center', roleArns: ['arn:aws:iam::111122223333:role/AWSReservedSSO_X_0'] },
      },
    ],
    ['a SAML provider that is no ARN', { ...first, trust: { kind: 'saml', providerArn: 'okta' } }],
    [
      'a role of Identity Center that is no ARN',
      { ...first, trust: { kind: 'identity-center', roleArns: ['x'] } },
    ],
  ])('are refused with %s', (_, persona) => {
    expect(() => parsePersonas([persona])).toThrow();
  });

  it('are refused when two have one name', () => {
    expect(() => parsePersonas([first, first])).toThrow(/lake-admin.*is declared twice/);
  });

  it.each(['transformation', 'maintenance', 'quality', 'break-glass'])(
    'are refused with the name %s, which a part of the lake has',
    (name) => {
      expect(() => parsePersonas([{ ...first, name }])).toThrow(/a part of the lake has this name/);
    },
  );

  it('are refused when there are more than the policy of the results bucket has room for', () => {
    const many = (count: number): unknown[] =>
      Array.from({ length: count }, (_, i) => ({ ...first, name: `persona-${i}` }));
    expect(parsePersonas(many(MAX_PERSONAS))).toHaveLength(MAX_PERSONAS);
    expect(() => parsePersonas(many(MAX_PERSONAS + 1))).toThrow(/expected 25 personas at most/);
  });

  it('ask for a second factor unless they say otherwise', () => {
    for (const { trust } of parsePersonas()) expect(trust).toEqual({ kind: 'account', mfa: true });
  });

  it('are named when one is asked for that does not exist', () => {
    expect(() => personaNamed(parsePersonas(), 'auditor')).toThrow(
      /no persona "auditor"; there are lake-admin, /,
    );
  });
});

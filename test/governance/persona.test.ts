import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PERSONAS, parsePersonas, personaNamed } from '../../lib/governance';

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
    const page = readFileSync(join(__dirname, '../../docs/governance.md'), 'utf8');
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

  it('are named when one is asked for that does not exist', () => {
    expect(() => personaNamed(parsePersonas(), 'auditor')).toThrow(
      /no persona "auditor"; there are lake-admin, /,
    );
  });
});

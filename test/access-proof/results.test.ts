import { parseEnvironment } from '../../lib/config';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { parsePersonas } from '../../core/governance';
import { MAX_PERSONAS } from '../../core/governance/persona';
import { synth, synthesize } from '../support/synth';
import { almighty, SimulatedLake, WHERE, type Principal } from '../governance/support/simulated';

const names = parsePersonas().map(({ name }) => name);
const prefixes = [...names, 'transformation'];
const READS = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging', 's3:GetObjectAttributes'];

let lake: SimulatedLake;
let results: string;
beforeAll(async () => {
  lake = new SimulatedLake(await synth('prod'));
  results = lake.bucket('ZonesResults');
});

const personaRole = (name: string): Principal => lake.role(`Persona${name.replaceAll('-', '')}`);
const withEverything = ({ arn }: Principal): Principal => almighty(arn);

function readable(principal: Principal, action = 's3:GetObject'): string[] {
  return prefixes.filter((prefix) => lake.allows(principal, action, `${results}/${prefix}/query.csv`));
}

describe('results of queries', () => {
  it.each(names)('of %s are read by nobody else, and it reads no others', (name) => {
    const persona = personaRole(name);
    expect(readable(persona)).toEqual([name]);
    expect(lake.allows(persona, 's3:PutObject', `${results}/${name}/query.csv`)).toBe(true);
    // Not even when somebody has given the role more than the lake does.
    for (const action of READS) {
      expect(readable(withEverything(persona), action)).toEqual([name]);
      expect(lake.allows(withEverything(persona), action, `${results}/elsewhere.csv`)).toBe(false);
    }
  });

  it('are not read by somebody whom IAM allows everything', () => {
    for (const action of READS) {
      expect(readable(almighty(), action)).toEqual([]);
      expect(lake.allows(almighty(), action, `${results}/elsewhere.csv`)).toBe(false);
    }
  });

  it('of services are read by services, which read nobody else’s', () => {
    expect(readable(lake.role('TransformationRole'))).toEqual(['transformation']);
    expect(readable(lake.role('MaintenanceRole'))).toEqual(['transformation']);
    expect(readable(withEverything(lake.role('QualityRole')))).toEqual(['transformation']);
  });

  it('are read in an emergency', () => {
    expect(readable(lake.role('BreakGlassRole'))).toEqual(prefixes);
  });

  it('are not listed below a prefix by outsiders, and by a persona below its own only', () => {
    const listed = (principal: Principal, prefix: string): boolean =>
      lake.allows(principal, 's3:ListBucket', results, { 's3:prefix': prefix });
    expect(listed(almighty(), 'clinician/')).toBe(false);
    expect(listed(almighty(), 'c')).toBe(false);
    expect(listed(personaRole('analyst'), 'clinician/')).toBe(false);
    expect(listed(personaRole('analyst'), 'analyst/')).toBe(true);
  });

  it('can be deleted, and the bucket found, by whoever IAM lets: only reading is denied', () => {
    expect(lake.allows(almighty(), 's3:DeleteObject', `${results}/clinician/query.csv`)).toBe(true);
    expect(lake.allows(almighty(), 's3:ListBucket', results)).toBe(true);
  });
});

describe('payloads that landing gave up on', () => {
  const payload = (): string => `${lake.bucket('ZonesFailures')}/aws/lambda/batch.json`;

  it('are read neither by somebody whom IAM allows everything nor by any persona', () => {
    for (const action of READS) {
      expect(lake.allows(almighty(), action, payload())).toBe(false);
      for (const name of names) {
        expect(lake.allows(withEverything(personaRole(name)), action, payload())).toBe(false);
      }
    }
  });

  it('are put down by landing and read in an emergency', () => {
    expect(lake.allows(lake.role('StreamLandingRole'), 's3:PutObject', payload())).toBe(true);
    expect(lake.allows(lake.role('BreakGlassRole'), 's3:GetObject', payload())).toBe(true);
  });
});

it('the bucket’s policy has room for as many personas as there may be, with the longest names', async () => {
  const [first] = parsePersonas();
  const personas = Array.from({ length: MAX_PERSONAS }, (_, i) => ({
    ...first,
    name: `p${String(i).padStart(31, '0')}`,
  }));
  const input = { ...ENVIRONMENTS.staging, ...WHERE, governance: { personas } };
  const crowded = new SimulatedLake(await synthesize(parseEnvironment(input)));
  const policy = JSON.stringify(crowded.bucketStatements(crowded.bucket('ZonesResults')));
  expect(policy.split('"Deny"').length).toBeGreaterThan(MAX_PERSONAS);
  // Names of buckets have 63 characters at most; the one made up here has fewer.
  const size = policy.length + 63 * policy.split('arn:aws:s3:::').length;
  expect(size).toBeLessThan(20 * 1024);
  expect(size).toBeGreaterThan(16 * 1024);
});

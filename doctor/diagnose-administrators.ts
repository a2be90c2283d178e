import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import { isDeployer, isOfLake, isService, roleName } from './names';
import type { ObservedSettings, Observation } from './observation';

/** Whether Lake Formation shows the caller everything, rather than what the caller itself may use. */
export function seesEverything({ caller, settings }: Observation): boolean {
  const known = [...(settings?.administrators ?? []), ...(settings?.readers ?? [])];
  return known.some((each) => roleName(each) === roleName(caller));
}

/** Who administers Lake Formation: whoever must, and nobody else. */
export function diagnoseAdministrators(
  observed: Observation & { readonly settings: ObservedSettings },
  expected: Expectation,
): Diagnosis[] {
  const { administrators } = observed.settings;
  const findings: Diagnosis[] = [];
  if (!seesEverything(observed)) {
    findings.push({
      check: 'administrator',
      severity: 'warning',
      problem: `${observed.caller} is not a Lake Formation administrator, so Lake Formation shows it only a part`,
      remedy:
        'Run it with a role that is one, or make the role a read-only administrator: Lake Formation console, Administrative roles and tasks.',
    });
  }
  if (!administrators.some((each) => isDeployer(each, expected))) {
    findings.push({
      check: 'lake-administrator',
      severity: 'warning',
      problem:
        'The role that deploys (cdk-…-cfn-exec-role-…) is not a Lake Formation administrator, so deployments of tags, locations and grants fail',
      remedy:
        'Deploy the governance stack. If it is deployed already, add the role in the Lake Formation console: CloudFormation doesn’t notice that it was taken out.',
    });
  }
  if (!administrators.some((each) => isService(each, expected))) {
    findings.push({
      check: 'lake-administrator',
      severity: 'warning',
      problem: 'The table migration’s role is not a Lake Formation administrator, so it cannot tag tables',
      remedy:
        'Deploy the catalog stack. If it is deployed already, add the role in the Lake Formation console: CloudFormation doesn’t notice that it was taken out.',
    });
  }
  for (const administrator of administrators) {
    if (isOfLake(administrator, expected)) continue;
    findings.push({
      check: 'foreign-administrator',
      severity: 'warning',
      problem: `${administrator} administers Lake Formation and can grant itself anything`,
      remedy:
        'Take it out of the data lake administrators if it needn’t be one; a read-only administrator sees as much and grants nothing.',
    });
  }
  return findings;
}

import { Stack, type CfnResource } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { CfnResource as LakeFormationLocation } from 'aws-cdk-lib/aws-lakeformation';
import { NagMessageLevel, NagPack, NagRuleCompliance } from 'cdk-nag';

const { COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE } = NagRuleCompliance;
const comply = (holds: boolean): NagRuleCompliance => (holds ? COMPLIANT : NON_COMPLIANT);

/** What the packs of cdk-nag don't look at: Athena and Lake Formation. */
export class LakeChecks extends NagPack {
  override readonly name = 'Headwater';
  protected override readonly packName = 'Headwater';

  protected override checkResource(node: CfnResource): void {
    const rule = (
      ruleSuffixOverride: string,
      info: string,
      explanation: string,
      check: (node: CfnResource) => NagRuleCompliance,
    ): void =>
      this.applyRule({
        ruleSuffixOverride,
        info,
        explanation,
        level: NagMessageLevel.ERROR,
        node,
        rule: check,
      });
    rule(
      'WorkGroupGoverned',
      'The workgroup lets clients override its settings, has no scan cutoff or leaves results unencrypted.',
      'Whoever overrides settings writes results where nobody governs them.',
      workGroupGoverned,
    );
    rule(
      'DatabaseClosed',
      'The Glue database grants default permissions on new tables.',
      'Without an empty CreateTableDefaultPermissions, IAMAllowedPrincipals gets every new table.',
      databaseClosed,
    );
    rule(
      'LocationGoverned',
      'The Lake Formation location allows hybrid access or uses the service-linked role.',
      'Hybrid access lets IAM permissions in beside the grants.',
      locationGoverned,
    );
  }
}

function workGroupGoverned(node: CfnResource): NagRuleCompliance {
  if (!(node instanceof CfnWorkGroup)) return NOT_APPLICABLE;
  const settings = resolved<CfnWorkGroup.WorkGroupConfigurationProperty>(node, node.workGroupConfiguration);
  const encryption = settings?.resultConfiguration as CfnWorkGroup.ResultConfigurationProperty | undefined;
  const { encryptionOption } = (encryption?.encryptionConfiguration ?? {}) as { encryptionOption?: string };
  return comply(
    settings?.enforceWorkGroupConfiguration === true &&
      settings.bytesScannedCutoffPerQuery !== undefined &&
      encryptionOption === 'SSE_KMS',
  );
}

function databaseClosed(node: CfnResource): NagRuleCompliance {
  if (!(node instanceof CfnDatabase)) return NOT_APPLICABLE;
  const input = resolved<CfnDatabase.DatabaseInputProperty>(node, node.databaseInput);
  const permissions = input?.createTableDefaultPermissions;
  return comply(Array.isArray(permissions) && permissions.length === 0);
}

function locationGoverned(node: CfnResource): NagRuleCompliance {
  if (!(node instanceof LakeFormationLocation)) return NOT_APPLICABLE;
  return comply(node.hybridAccessEnabled === false && node.useServiceLinkedRole === false);
}

function resolved<T>(node: CfnResource, value: unknown): T | undefined {
  return Stack.of(node).resolve(value) as T | undefined;
}

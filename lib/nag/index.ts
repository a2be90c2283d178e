import {
  Validations,
  type App,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { acknowledgeForAll } from './acknowledge';
import { LakeChecks } from './lake-checks';
import { acknowledgeDeclaredWildcards } from './wildcards';

export { acknowledge } from './acknowledge';
export { LakeChecks } from './lake-checks';
export { acknowledgeWildcard } from './wildcards';

/** AWS Solutions, after the declared wildcards have been matched with what was synthesized. */
class SolutionsChecks extends AwsSolutionsChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    acknowledgeDeclaredWildcards(this.app);
    return super.validate(context);
  }

  constructor(private readonly app: App) {
    super(app);
  }
}

/** Checks every synthesis; a finding without a reason fails it. */
export function addChecks(app: App): void {
  acknowledgeForAll(app);
  Validations.of(app).addPlugins(new SolutionsChecks(app), new HIPAASecurityChecks(app), new LakeChecks(app));
}

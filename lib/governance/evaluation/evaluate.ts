import { PERSONA_TAG } from '../persona';
import { almighty, IamState, type Principal } from './iam';
import { LakeFormationState, type VisibleRows } from './lake-formation';
import { locationsOf, type LocationState } from './locations';
import type { AccessPlan, CatalogTable } from './plan';
import { Templates, type TemplateEnvironment, type TemplateJson } from './template';

/** What one persona sees of one table. Columns that aren't there are hidden. */
interface EvaluatedTable extends Pick<CatalogTable, 'database' | 'name'> {
  readonly columns: ReadonlyMap<string, VisibleRows>;
}

export interface PersonaEvaluation {
  readonly persona: string;
  readonly tables: readonly EvaluatedTable[];
  readonly isAdministrator: boolean;
  /** Buckets whose objects the persona reads past Lake Formation. */
  readonly directReads: readonly string[];
  /** Keys of those buckets that the persona may decrypt with itself. */
  readonly decrypts: readonly string[];
}

export interface Evaluation {
  readonly personas: readonly PersonaEvaluation[];
  readonly lakeFormation: LakeFormationState;
  readonly locations: readonly LocationState[];
  /** Buckets with tables that a principal with every permission can read. */
  readonly undenied: readonly string[];
}

/** Stands for an account in what is evaluated without one. */
export const EXAMPLE_ENVIRONMENT: TemplateEnvironment = { account: '111122223333', region: 'eu-central-1' };

/**
 * Works out who can see what from the synthesized templates and the migration plan alone: LF-tags and what
 * inherits them, tag expressions, data cells filters, IAM, bucket and key policies.
 */
export class AccessEvaluator {
  private readonly templates: Templates;
  private readonly iam: IamState;

  constructor(templates: readonly TemplateJson[], environment: TemplateEnvironment = EXAMPLE_ENVIRONMENT) {
    this.templates = new Templates(templates, environment);
    this.iam = new IamState(this.templates);
  }

  async evaluate(plan: AccessPlan): Promise<Evaluation> {
    const { templates, iam } = this;
    const lakeFormation = new LakeFormationState(templates, plan);
    const locations = await locationsOf(templates, iam);
    const buckets = [...new Set(locations.map(({ bucketArn }) => bucketArn))];
    const keys = [...new Set(locations.flatMap(({ keyArn }) => keyArn ?? []))];
    const readable = (principal: Principal): Promise<string[]> =>
      this.allowed(principal, 's3:GetObject', buckets, '/any');
    const personas: PersonaEvaluation[] = [];
    for (const [persona, principal] of iam.rolesTagged(PERSONA_TAG)) {
      personas.push({
        persona,
        isAdministrator: lakeFormation.administrators.includes(principal.arn),
        directReads: await readable(principal),
        decrypts: await this.allowed(principal, 'kms:Decrypt', keys),
        tables: await Promise.all(
          plan.tables.map((table) =>
            evaluateTable(table, principal, lakeFormation, iam, templates.environment),
          ),
        ),
      });
    }
    const undenied = await readable(almighty(templates.environment.account));
    return { personas, lakeFormation, locations, undenied };
  }

  /** Those of the resources on which the principal may act. */
  private async allowed(
    principal: Principal,
    action: string,
    arns: readonly string[],
    path = '',
  ): Promise<string[]> {
    const answers = await Promise.all(arns.map((arn) => this.iam.allows(principal, action, `${arn}${path}`)));
    return arns.filter((_, i) => answers[i]);
  }
}

async function evaluateTable(
  table: CatalogTable,
  principal: Principal,
  lakeFormation: LakeFormationState,
  iam: IamState,
  { account, region }: TemplateEnvironment,
): Promise<EvaluatedTable> {
  const { database, name } = table;
  const glue = (resource: string): Promise<boolean> =>
    iam.allows(principal, 'glue:GetTable', `arn:aws:glue:${region}:${account}:${resource}`);
  const answers = await Promise.all([
    iam.allows(principal, 'lakeformation:GetDataAccess', '*'),
    glue('catalog'),
    glue(`database/${database}`),
    glue(`table/${database}/${name}`),
  ]);
  const columns = new Map<string, VisibleRows>();
  for (const column of answers.every(Boolean) ? table.columns : []) {
    const rows = lakeFormation.rowsOf(principal.arn, table, column);
    if (rows !== undefined) columns.set(column, rows);
  }
  return { database, name, columns };
}

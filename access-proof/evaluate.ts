import { PERSONA_TAG } from '../core/governance/persona';
import { IamState, type Role } from './iam';
import { LakeFormationState, type VisibleRows } from './lake-formation';
import { locationsOf, type LocationState } from './locations';
import type { AccessPlan, CatalogTable } from './plan';
import { Simulator, type Principal } from './simulate';
import { Templates, type TemplateEnvironment, type TemplateJson } from './template';

/** What one persona sees of one table. Columns that aren't there are hidden. */
interface EvaluatedTable extends Pick<CatalogTable, 'database' | 'name'> {
  readonly columns: ReadonlyMap<string, VisibleRows>;
}

export interface PersonaEvaluation {
  readonly persona: string;
  readonly role: Role;
  readonly tables: readonly EvaluatedTable[];
}

export interface Evaluation {
  /** One per role that is tagged as a persona's. */
  readonly personas: readonly PersonaEvaluation[];
  readonly lakeFormation: LakeFormationState;
  readonly locations: readonly LocationState[];
  readonly templates: Templates;
  readonly iam: IamState;
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

  /** @param simulator to share what it remembers between evaluations. @default one of its own */
  constructor(
    templates: readonly TemplateJson[],
    environment: TemplateEnvironment = EXAMPLE_ENVIRONMENT,
    simulator = new Simulator(),
  ) {
    this.templates = new Templates(templates, environment);
    this.iam = new IamState(this.templates, simulator);
  }

  async evaluate(plan: AccessPlan): Promise<Evaluation> {
    const { templates, iam } = this;
    const lakeFormation = new LakeFormationState(templates, plan);
    const personas = await Promise.all(
      iam.rolesTagged(PERSONA_TAG).map(async ({ tag, role }) => ({
        persona: tag,
        role,
        tables: await Promise.all(
          plan.tables.map((table) =>
            evaluateTable(table, role.principal, lakeFormation, iam, templates.environment),
          ),
        ),
      })),
    );
    return { personas, lakeFormation, locations: await locationsOf(templates, iam), templates, iam };
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

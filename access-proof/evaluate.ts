import { PERSONA_TAG } from '../core/governance/persona';
import { IamState, type Role } from './iam';
import { LakeFormationState, type VisibleRows } from './lake-formation';
import { locationsOf, type LocationState } from './locations';
import type { AccessPlan, CatalogTable } from './plan';
import type { PlannedTexts } from './statements';
import { Simulator, type Principal } from './simulate';
import { Templates, type TemplateEnvironment, type TemplateJson } from './template';

/** What one persona sees of one table. Columns that aren't there are hidden. */
interface EvaluatedTable extends Pick<CatalogTable, 'database' | 'name'> {
  readonly columns: ReadonlyMap<string, VisibleRows>;
  /** Every column that the catalog has, and all rows. */
  readonly isWhole: boolean;
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
  /** Text that services may run. */
  readonly planned: PlannedTexts;
  /** Why it could not be evaluated. @default it could */
  readonly problem?: string;
}

/** Stands for an account in what is evaluated without one. */
export const EXAMPLE_ENVIRONMENT: TemplateEnvironment = { account: '111122223333', region: 'eu-central-1' };

/**
 * Works out who can see what from the synthesized templates and the migration plan alone: LF-tags and what
 * inherits them, tag expressions, data cells filters, IAM, bucket and key policies.
 */
export class AccessEvaluator {
  /** @param simulator what judges requests. @default one of its own */
  constructor(
    private readonly templates: readonly TemplateJson[],
    private readonly environment: TemplateEnvironment = EXAMPLE_ENVIRONMENT,
    private readonly simulator = new Simulator(),
  ) {}

  /** Of templates that cannot be evaluated it says so, and nobody is known to see anything. */
  evaluate(plan: AccessPlan): Evaluation {
    const templates = new Templates(this.templates, this.environment);
    try {
      return this.evaluated(templates, plan);
    } catch (error) {
      const none = new Templates([], this.environment);
      return {
        personas: [],
        lakeFormation: new LakeFormationState(none, plan),
        locations: [],
        templates,
        iam: new IamState(none, this.simulator),
        planned: plan.planned,
        problem: error instanceof Error ? error.message : String(error),
      };
    }
  }

  private evaluated(templates: Templates, plan: AccessPlan): Evaluation {
    const iam = new IamState(templates, this.simulator);
    const lakeFormation = new LakeFormationState(templates, plan);
    const personas = iam.rolesTagged(PERSONA_TAG).map(({ tag, role }) => ({
      persona: tag,
      role,
      tables: plan.tables.map((table) =>
        evaluateTable(table, role.principal, lakeFormation, iam, this.environment),
      ),
    }));
    return {
      personas,
      lakeFormation,
      locations: locationsOf(templates, iam),
      templates,
      iam,
      planned: plan.planned,
    };
  }
}

function evaluateTable(
  table: CatalogTable,
  principal: Principal,
  lakeFormation: LakeFormationState,
  iam: IamState,
  { account, region }: TemplateEnvironment,
): EvaluatedTable {
  const { database, name } = table;
  const glue = ['catalog', `database/${database}`, `table/${database}/${name}`];
  const mayLook =
    iam.allows(principal, 'lakeformation:GetDataAccess', '*') &&
    glue.every((resource) =>
      iam.allows(principal, 'glue:GetTable', `arn:aws:glue:${region}:${account}:${resource}`),
    );
  const columns = new Map<string, VisibleRows>();
  for (const column of mayLook ? table.columns : []) {
    const rows = lakeFormation.rowsOf(principal.arn, table, column);
    if (rows !== undefined) columns.set(column, rows);
  }
  const isWhole = table.columns.length > 0 && table.columns.every((column) => columns.get(column) === 'all');
  return { database, name, columns, isWhole };
}

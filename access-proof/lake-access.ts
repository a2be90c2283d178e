import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironment, type EnvironmentName } from '../lib/config';
import type { Dataset } from '../core/contracts';
import { governedTables } from '../core/governance/governed-table';
import { personaNamed } from '../core/governance/persona';
import { checkAccess } from './check';
import { AccessEvaluator, EXAMPLE_ENVIRONMENT } from './evaluate';
import type { Finding } from './finding';
import { accessMatrix, type MatrixRow } from './matrix';
import { accessPlan } from './plan';
import { synthesizeTemplates, type SynthesizeOptions } from './synthesize';
import type { TemplateJson } from './template';

const CDK_JSON = join(__dirname, '../cdk.json');

export interface LakeAccessOptions {
  readonly environment: EnvironmentName;
  readonly datasets: readonly Dataset[];
  /** Limits the matrix to one persona. @default all of them */
  readonly persona?: string;
}

export interface LakeAccess {
  readonly matrix: readonly MatrixRow[];
  /** Empty when everybody sees what contracts and clearances say. */
  readonly findings: readonly Finding[];
}

/** The templates of an environment as they would be deployed to an example account. */
export async function environmentTemplates(
  options: Pick<SynthesizeOptions, 'environment' | 'datasets'>,
): Promise<TemplateJson[]> {
  const { context } = JSON.parse(readFileSync(CDK_JSON, 'utf8')) as { context: Record<string, unknown> };
  return synthesizeTemplates({ ...options, target: EXAMPLE_ENVIRONMENT, context });
}

/**
 * Who sees what in an environment, without an account: synthesizes it and evaluates what comes out.
 *
 * @throws Error when there is no such persona, naming those there are
 */
export async function lakeAccess(options: LakeAccessOptions): Promise<LakeAccess> {
  const { datasets, persona } = options;
  const { personas } = loadEnvironment(options.environment, EXAMPLE_ENVIRONMENT).governance;
  const chosen = persona === undefined ? personas : [personaNamed(personas, persona)];
  const templates = await environmentTemplates(options);
  const evaluation = new AccessEvaluator(templates).evaluate(accessPlan(datasets));
  const tables = governedTables(datasets);
  return {
    matrix: accessMatrix(
      evaluation,
      tables,
      chosen.map(({ name }) => name),
    ),
    findings: checkAccess(evaluation, tables, personas),
  };
}

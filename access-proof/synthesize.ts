import { App } from 'aws-cdk-lib';
import { loadEnvironment, type Environment, type EnvironmentName } from '../lib/config';
import type { Dataset } from '../core/contracts';
import { loadSqlParser } from '../core/plan/sql-parser';
import { addLake } from '../lib/stacks/lake';
import { templatesOf } from './definitions';
import type { TemplateEnvironment, TemplateJson } from './template';

export interface SynthesizeOptions {
  /** One of the lake's by its name, or any other. */
  readonly environment: EnvironmentName | Environment;
  readonly datasets: readonly Dataset[];
  /** The account the lake would be deployed to. No call is made to it. */
  readonly target: TemplateEnvironment;
  /** Feature flags, as `cdk.json` holds them. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** The templates of an environment, without bundling code: who may see what doesn't depend on it. */
export async function synthesizeTemplates(options: SynthesizeOptions): Promise<TemplateJson[]> {
  await loadSqlParser();
  const app = new App({
    context: { ...options.context, 'aws:cdk:bundling-stacks': [] },
    analyticsReporting: false,
  });
  const { environment: asked, target } = options;
  const environment = typeof asked === 'string' ? loadEnvironment(asked, target) : asked;
  addLake(app, { environment, datasets: options.datasets });
  return templatesOf(app.synth());
}

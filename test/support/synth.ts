import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { templatesOf } from '../../access-proof';
import { datasets } from '../../datasets';
import { everything, loadEnvironment, type Environment, type EnvironmentName } from '../../lib/config';
import { loadSqlParser } from '../../core/plan';
import type { LakeStacks } from '../../lib/stacks/lake';
import { onceARun } from './once-a-run';

type StackName = keyof LakeStacks;

/** One environment, synthesized without bundling its functions. */
export interface SynthesizedLake {
  readonly templates: Readonly<Record<StackName, Template>>;
  /** The stacks that are deployed before a stack, for its own sake or for that of another that is. */
  readonly before: Readonly<Record<StackName, readonly StackName[]>>;
}

/** With what it was synthesized from. */
export interface LakeApp extends SynthesizedLake {
  readonly app: App;
  readonly stacks: LakeStacks;
}

/** An environment, synthesized once a run of tests. */
export function synth(name: EnvironmentName = 'dev'): Promise<SynthesizedLake> {
  return synthesizeOnce(name, () => loadEnvironment(name));
}

/** The environment with every optional part, synthesized once a run of tests. */
export function synthEverything(): Promise<SynthesizedLake> {
  return synthesizeOnce('everything', everything);
}

/** Synthesizes an environment. */
export async function synthesize(environment: Environment): Promise<LakeApp> {
  await loadSqlParser();
  const { addLake } = await import('../../lib/stacks/lake');
  const app = testApp();
  const stacks = addLake(app, { environment, datasets });
  const named = { ...stacks } as Required<LakeStacks>;
  return { app, stacks, templates: templatesBy(named, app), before: deployedBefore(named) };
}

function deployedBefore(stacks: Required<LakeStacks>): Record<StackName, StackName[]> {
  const entries = Object.entries(stacks) as [StackName, Stack][];
  const behind = (stack: Stack): Stack[] => stack.dependencies.flatMap((other) => [other, ...behind(other)]);
  return Object.fromEntries(
    entries.map(([name, stack]) => {
      const all = new Set(behind(stack));
      return [name, entries.filter(([, other]) => all.has(other)).map(([other]) => other)];
    }),
  ) as Record<StackName, StackName[]>;
}

async function synthesizeOnce(name: string, environment: () => Environment): Promise<SynthesizedLake> {
  // A file that synthesizes finds what one that reads does.
  await loadSqlParser();
  const { json, before } = await onceARun(`lake-${name}`, async () => {
    const lake = await synthesize(environment());
    const templates = Object.entries(lake.templates).map(([stack, template]) => [stack, template.toJSON()]);
    return { json: Object.fromEntries(templates) as Record<StackName, object>, before: lake.before };
  });
  const templates = Object.entries(json).map(([stack, template]) => [stack, Template.fromJSON(template)]);
  return { templates: Object.fromEntries(templates) as Record<StackName, Template>, before };
}

/** The templates of stacks as the access proof reads them, each by what its stack is called here. */
export function templatesBy<Name extends string>(
  stacks: Readonly<Record<Name, Stack>>,
  app: App,
): Record<Name, Template> {
  const assembly = app.synth();
  const read = new Map(
    templatesOf(assembly).map((template, index) => [assembly.stacks[index]?.stackName, template]),
  );
  const templates = Object.entries<Stack>(stacks).map(([name, stack]) => [
    name,
    Template.fromJSON({ ...read.get(stack.stackName) }),
  ]);
  return Object.fromEntries(templates) as Record<Name, Template>;
}

/** An app with the feature flags of cdk.json that bundles nothing. */
export function testApp(): App {
  const { context } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-stack-trace': true },
  });
}

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** Every resource of a type, by logical id. */
export function resources(template: Template, type: string): Readonly<Record<string, TemplateResource>> {
  return template.findResources(type) as Record<string, TemplateResource>;
}

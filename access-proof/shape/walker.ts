import type { TemplateJson } from '../template';
import { dashboardLines } from './dashboard-lines';
import { definitionLines } from './definition-lines';
import { maskOf, type Mask } from './masks';
import { isPolicyDocument, policyLines } from './policy-lines';
import { isIntrinsic, type Texts } from './text';

/** Takes values apart into lines. */
export class Walker {
  constructor(
    private readonly template: TemplateJson,
    private readonly texts: Texts,
  ) {}

  lines(key: string, path: string, value: unknown): string[] {
    const mask = maskOf(key, path);
    if (mask) return this.maskedLines(mask, path, value);
    if (isPolicyDocument(value)) {
      return policyLines(value, (each) => this.text(each)).map((line) => `${path}: ${line}`);
    }
    if (Array.isArray(value)) {
      if (value.length === 0) return [`${path} = []`];
      return (value as unknown[]).flatMap((each) =>
        containsPolicy(each)
          ? this.lines(key, `${path}[]`, each)
          : [`${path}[] = ${this.json(key, `${path}[]`, each)}`],
      );
    }
    if (typeof value !== 'object' || value === null || isIntrinsic(value)) {
      return [`${path} = ${this.json(key, path, value)}`];
    }
    const entries = Object.entries(value);
    if (entries.length === 0) return [`${path} = {}`];
    return entries.flatMap(([name, each]) => this.lines(key, path === '' ? name : `${path}.${name}`, each));
  }

  /** JSON in which texts are those of every account, keys are sorted and masked leaves are their kind. */
  json(key: string, path: string, value: unknown): string {
    const mask = maskOf(key, path);
    if (mask) return this.masked(mask, value);
    if (Array.isArray(value)) {
      return `[${(value as unknown[]).map((each) => this.json(key, `${path}[]`, each)).join(', ')}]`;
    }
    if (typeof value !== 'object' || value === null) {
      return typeof value === 'string' ? JSON.stringify(this.text(value)) : String(value);
    }
    if (isIntrinsic(value)) return JSON.stringify(this.text(value));
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, each]) => `${name}: ${this.json(key, `${path}.${name}`, each)}`).join(', ')}}`;
  }

  text(value: unknown): string {
    return this.texts.textOf(this.template, value) ?? JSON.stringify(value);
  }

  private maskedLines(mask: Mask, path: string, value: unknown): string[] {
    const within = LOOKED_UP.test(this.text(value)) ? undefined : LINES[path];
    if (within) {
      return within(this.text(value).replaceAll(String.raw`$\{`, '${')).map((line) => `${path}: ${line}`);
    }
    return [`${path} = ${this.masked(mask, value)}`];
  }

  private masked({ form }: Mask, value: unknown): string {
    const text = this.text(value);
    return LOOKED_UP.test(text) || form?.test(text) === false ? JSON.stringify(text) : kindOf(value);
  }
}

/**
 * Where CloudFormation puts a secret or a parameter in: whoever may read the resource reads it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const LOOKED_UP = /\{\{\s*resolve:/;

/** Texts that are taken apart. */
const LINES: Readonly<Record<string, (text: string) => string[]>> = {
  DefinitionString: definitionLines,
  DashboardBody: dashboardLines,
};

function containsPolicy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsPolicy);
  if (typeof value !== 'object' || value === null) return false;
  return isPolicyDocument(value) || Object.values(value).some(containsPolicy);
}

/** The kind of a value that isn't recorded, so that one given as text where it was a list still shows. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return '<list>';
  return isIntrinsic(value) ? '<computed text>' : `<${typeof value === 'string' ? 'text' : typeof value}>`;
}

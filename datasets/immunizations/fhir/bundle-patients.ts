import type { BundleTarget, ResourceBundle } from '../../../core/validation/resource-rules';
import { bestIdentifier } from './identifier';
import { CARD, likenessOf } from './likeness';
import { restOf, urlOf, urnOf } from './reference';

interface Known extends BundleTarget {
  readonly fullUrl: string | undefined;
  readonly source: string;
  /** Only of those without an identity. */
  readonly likeness: string | undefined;
}

/**
 * The Patients of one Bundle. Each is named by its identifier; else by a `fullUrl` that means the same
 * everywhere; else by its likeness, the Bundle and its place there, which tells it from everybody in other Bundles.
 *
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export class BundlePatients implements ResourceBundle {
  private readonly byUrl = new Map<string, Known | 'several'>();
  /** Those whose entry has no `fullUrl`, by id. */
  private readonly byId = new Map<string, Known | 'several'>();

  constructor(readonly digest: string) {}

  add(fullUrl: string | undefined, resource: Readonly<Record<string, unknown>>, source: string): void {
    if (resource.resourceType !== 'Patient') return;
    const identity = bestIdentifier(resource.identifier, source);
    const likeness = identity === undefined ? likenessOf(resource) : undefined;
    const known: Known = { fullUrl, source, identity, likeness };
    if (fullUrl !== undefined) put(this.byUrl, canonical(fullUrl), known);
    else if (typeof resource.id === 'string') put(this.byId, resource.id, known);
  }

  find(reference: string, fullUrl: string | undefined): BundleTarget | undefined {
    const rest = restOf(reference);
    const base = fullUrl === undefined ? undefined : restOf(fullUrl)?.base;
    const isRelative = rest !== undefined && rest.base === undefined;
    const url = isRelative ? base && urlOf(rest, base) : canonical(reference);
    const known =
      (url === undefined ? undefined : this.byUrl.get(url)) ??
      (isRelative && rest.type === 'Patient' ? this.byId.get(rest.id) : undefined);
    if (known === 'several') return { identity: undefined };
    if (known) return { identity: known.identity ?? this.nameOf(known, rest?.id) };
    // A relative reference beside a RESTful fullUrl means that server, whether the Bundle has it or not.
    return isRelative && url !== undefined && rest.type === 'Patient' ? { identity: url } : undefined;
  }

  private nameOf({ fullUrl, source, likeness }: Known, id: string | undefined): string | undefined {
    if (fullUrl === undefined) return id === undefined ? undefined : `${source}/Patient/${id}`;
    if (urnOf(fullUrl) !== undefined || restOf(fullUrl)?.base !== undefined) return canonical(fullUrl);
    return `${CARD}${likeness}:${this.digest}#${fullUrl}`;
  }
}

function put(map: Map<string, Known | 'several'>, name: string, known: Known): void {
  const before = map.get(name);
  const isSame = before !== undefined && before !== 'several' && before.identity === known.identity;
  map.set(name, before === undefined || isSame ? known : 'several');
}

function canonical(url: string): string {
  const rest = restOf(url);
  return rest?.base === undefined ? (urnOf(url) ?? url) : urlOf(rest, rest.base);
}

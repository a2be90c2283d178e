import type { Finding } from '../finding';
import type { Proof } from '../proof';

interface Pattern {
  readonly detail?: { readonly object?: { readonly key?: readonly unknown[] } };
}

/** Crawlers hear of no object of a dataset: what they write to `discovery` has no contract that hides anything. */
export function checkDiscovery({ evaluation: { templates }, tables }: Proof): Finding[] {
  const folders = tables.filter(({ database }) => database === 'bronze').map(({ name }) => `${name}/`);
  return templates
    .ofType<{ readonly EventPattern?: Pattern }>('AWS::Events::Rule')
    .flatMap(({ logicalId, properties: { EventPattern } }) => {
      const leftOut = (EventPattern?.detail?.object?.key ?? []).flatMap(prefixesLeftOut);
      if (leftOut.length === 0) return [];
      return folders
        .filter((folder) => !leftOut.includes(folder))
        .map((folder): Finding => ({
          rule: 'settings',
          subject: logicalId,
          message: `${logicalId} tells crawlers of objects below ${folder}, which belong to a dataset`,
        }));
    });
}

function prefixesLeftOut(key: unknown): unknown[] {
  const { prefix } =
    (key as { readonly 'anything-but'?: { readonly prefix?: unknown } })['anything-but'] ?? {};
  return prefix === undefined ? [] : [prefix].flat();
}

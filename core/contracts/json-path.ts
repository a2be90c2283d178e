/** One step of a path: `.name`, `["name"]`, `['name']` or `[0]`. */
const STEP = /\.([A-Za-z_][\w-]*)|\[(?:"([^"\\]*)"|'([^'"\\]*)'|(\d+))\]/y;

/**
 * Names and places of a JSONPath from the root, as far as Athena reads JSONPath: no wildcards.
 *
 * @returns undefined for a text that is none
 */
export function pathSteps(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  if (!path.startsWith('$')) return undefined;
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const [, plain, double, single, index] = STEP.exec(path) ?? [];
    const name = plain ?? double ?? single;
    if (name === undefined && index === undefined) return undefined;
    steps.push(name ?? Number(index));
  }
  return steps;
}

/** The path as Athena takes it, below another one. */
export function athenaPath(root: string, path: string): string {
  return (pathSteps(path) ?? []).reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return /^[A-Za-z_]\w*$/.test(step) ? `${text}.${step}` : `${text}["${step}"]`;
  }, root);
}

const compiled = new Map<string, RegExp>();

/**
 * Whether a text is one that a pattern of IAM stands for: `*` for any text, `?` for any character.
 *
 * @throws Error when the pattern has a policy variable, which stands for something that isn't known here
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matches(pattern: string, text: string): boolean {
  return regExpOf(pattern).test(text);
}

/** As `matches`, part by part between colons, so that `*` doesn't reach over one of them; the last takes the rest. */
export function arnMatches(pattern: string, arn: string): boolean {
  const [patterns, parts] = [partsOf(pattern), partsOf(arn)];
  return (
    patterns.length === parts.length && patterns.every((each, index) => matches(each, parts[index] ?? ''))
  );
}

/** The parts of an ARN before its resource. */
const LEADING_PARTS = 5;

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, LEADING_PARTS), parts.slice(LEADING_PARTS).join(':')];
}

function regExpOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  if (pattern.includes('${')) {
    throw new Error(`The policy variable in ${pattern} isn't evaluated; write out what it stands for.`);
  }
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const regExp = new RegExp(`^${source}$`, 's');
  compiled.set(pattern, regExp);
  return regExp;
}

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * Whether everything that a pattern of IAM stands for, another stands for too. A wildcard or a policy variable
 * of the first is only covered by `*` of the second, so the answer errs towards no.
 *
 * @param wider text in which `*` is the only wildcard
 */
export function isWithin(pattern: string, wider: string): boolean {
  return new RegExp(`^${wider.split('*').map(escaped).join('.*')}$`, 's').test(pattern);
}

/** As `isWithin`, for actions, in which IAM doesn't tell case. */
export function isActionWithin(pattern: string, wider: string): boolean {
  return isWithin(pattern.toLowerCase(), wider.toLowerCase());
}

/** Some text that a pattern of IAM stands for, and that no other pattern names by accident. */
export function exampleOf(pattern: string): string {
  return pattern.replaceAll('*', 'any-7f3a').replaceAll('?', 'x');
}

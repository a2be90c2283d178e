import type { Examination } from '../../doctor';
import { AREAS, areaOf, type Area } from '../../doctor/diagnosis';

/** What was found of an account, by area, for a person to read. */
export function examinationText(found: Examination): string {
  const { account, region, environment, caller, unchecked } = found;
  const sections = (Object.keys(AREAS) as Area[]).map((area) => ({
    title: AREAS[area],
    items: found.findings
      .filter((finding) => areaOf(finding) === area)
      .map(({ severity, problem, remedy }) => item(severity, problem, remedy)),
  }));
  const notChecked = {
    title: 'Not checked',
    items: unchecked.map(({ area, reason, remedy }) => item(AREAS[area], reason, remedy)),
  };
  return [
    `Account ${account}, ${region}, environment ${environment}, as ${caller}`,
    ...[...sections, notChecked]
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) => [title, ...items].join('\n')),
    summary(found),
  ].join('\n\n');
}

function item(label: string, what: string, remedy: string): string {
  return `  ${label}: ${what}\n    Remedy: ${remedy}`;
}

function summary({ findings, unchecked, checked }: Examination): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const found =
    findings.length > 0
      ? `${count(errors, 'error')}, ${count(warnings, 'warning')}`
      : unchecked.length > 0
        ? 'Nothing found in what could be checked'
        : 'Nothing found';
  const counts = Object.entries(checked).map(([what, number]) => `${number} ${what}`);
  return `${found}. Looked at ${counts.join(', ')}.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

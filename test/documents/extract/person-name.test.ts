import { isPlausibleName } from '../../../lambdas/documents/extract/person-name';

it.each([
  'Rosa Example',
  'Example, Rosa',
  "Mary-Ann O'Neil",
  'José García',
  'Ludwig van Beethoven',
  'Ahmed Mohamed',
  'May Will',
  'Janet Q. Publius-Smith, Jr.',
  'ROSA EXAMPLE',
  'EXAMPLE, Rosa',
  'Анна Петрова',
  'Li',
])('takes %j for a name', (name) => expect(isPlausibleName(name)).toBe(true));

it.each([
  'Rosa Example - Void',
  'Rosa Example VOID',
  'Rosa Example, annulled',
  'Rosa Example Rescinded',
  'Rosa Example, Zorgled',
  'Rosa Example V O I D',
  'Rosa Exаmple',
  'Rosa Example 無効',
  'Ｒｏｓａ Example',
  'Rosa Example (refused)',
  'Rosa Example and Nadia Okafor',
  'Rosa, Example, Void',
  'This Record',
  'parent of Rosa',
])('takes %j for none', (name) => expect(isPlausibleName(name)).toBe(false));

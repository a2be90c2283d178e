import { synth } from '../support/synth';

/**
 * Types of resources by logical id: what deploying would create, replace or delete. Properties have tests of
 * their own; hashes of assets would change with every build.
 */
function outline(template: object): Record<string, string> {
  const { Resources: found = {} } = template as { Resources?: Record<string, { Type: string }> };
  return Object.fromEntries(Object.entries(found).map(([id, { Type: type }]) => [id, type]));
}

it('the stacks of prod have the resources that were agreed on', async () => {
  const { templates } = await synth('prod');
  const stacks = Object.entries(templates).map(([name, template]) => [name, outline(template.toJSON())]);
  expect(Object.fromEntries(stacks)).toMatchSnapshot();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import type { Definition } from '../../../lib/constructs/transformation/asl';
import { definitionFile } from '../../../lib/constructs/transformation/definition-file';
import { testApp } from '../../support/synth';

function definition(state: object): Definition {
  return {
    Comment: 'Of a test',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: 1,
    StartAt: 'Only',
    States: { Only: { Type: 'Pass', End: true, ...state } },
  };
}

it('what only a deployment knows has a name in the file, and its value in the template', () => {
  const stack = new Stack(testApp(), 'stack');
  const name = new CfnParameter(stack, 'Name').valueAsString;
  const { definitionSubstitutions } = definitionFile(
    stack,
    'Machine',
    definition({ Output: { name, again: name } }),
  );
  expect(stack.resolve(definitionSubstitutions)).toEqual({ Deployed1: { Ref: 'Name' } });
  const [{ assetOutdir }] = [stack.node.root as ReturnType<typeof testApp>];
  const text = readFileSync(join(assetOutdir, `definition.${stack.node.addr}.Machine.json`), 'utf8');
  expect((JSON.parse(text) as Definition).States.Only?.Output).toEqual({
    name: '${Deployed1}',
    again: '${Deployed1}',
  });
});

it('refuses a text that a deployment would replace', () => {
  const stack = new Stack(testApp(), 'stack');
  expect(() => definitionFile(stack, 'Machine', definition({ Output: 'SELECT ${x}' }))).toThrow(
    /has a text "\$\{x\}.*that a deployment would replace/,
  );
});

it('refuses more bytes than Step Functions takes, the names of a deployment at their longest', () => {
  const stack = new Stack(testApp(), 'stack');
  const name = new CfnParameter(stack, 'Name').valueAsString;
  const nearly = 'x'.repeat(1_048_000);
  expect(() => definitionFile(stack, 'Machine', definition({ Output: nearly }))).not.toThrow();
  expect(() =>
    definitionFile(stack, 'Machine', definition({ Output: nearly, Assign: { a: name, b: name } })),
  ).toThrow(/1048576 are allowed/);
});

it('counts a partition as what it is: hundreds of tasks name theirs', () => {
  const stack = new Stack(testApp(), 'stack');
  const tasks = Array.from({ length: 1_000 }, () => `arn:${Aws.PARTITION}:states:::dynamodb:getItem`);
  expect(() =>
    definitionFile(stack, 'Machine', definition({ Output: ['x'.repeat(900_000), tasks] })),
  ).not.toThrow();
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, Stage } from 'aws-cdk-lib';
import { DefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Definition } from './asl';

/**
 * Bytes that Step Functions takes.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const DEFINITION_LIMIT = 1_048_576;

/** Bytes of the longest name or ARN that a deployment puts in. */
const LONGEST_VALUE = 256;
/** Of a partition, which every task names: `aws-us-gov` is the longest there is. */
const LONGEST_PARTITION = 16;

/** What only a deployment knows, as the CDK writes it into texts. */
const TOKEN = /\$\{Token\[[^\]]*\]\}/g;

export interface DefinitionFile {
  readonly definitionBody: DefinitionBody;
  /** What a deployment puts in the place of `${Name}`. */
  readonly definitionSubstitutions: Record<string, string>;
}

/**
 * A definition as a file that is uploaded with the stack: a template may have a megabyte for all that is in it.
 *
 * @param id of the machine, within its scope
 * @throws Error when it has more bytes than Step Functions takes, or text that the deployment would take for a name
 */
export function definitionFile(scope: Construct, id: string, definition: Definition): DefinitionFile {
  const subject = `${scope.node.id}/${id}`;
  const names = new Map<string, string>();
  const nameOf = (token: string): string => {
    const name = names.get(token) ?? `Deployed${names.size + 1}`;
    names.set(token, name);
    return `\${${name}}`;
  };
  let put = 0;
  const parts = JSON.stringify(definition).split(new RegExp(`(${TOKEN.source})`));
  const text = parts
    .map((part, index) => {
      if (index % 2 === 1) {
        put += part === Aws.PARTITION ? LONGEST_PARTITION : LONGEST_VALUE;
        return nameOf(part);
      }
      const at = part.indexOf('${');
      if (at < 0) return part;
      throw new Error(
        `The definition of ${subject} has a text "${part.slice(at, at + 40)}" that a deployment would replace; a definition must have none.`,
      );
    })
    .join('');
  const size = Buffer.byteLength(text) + put;
  if (size > DEFINITION_LIMIT) {
    throw new Error(
      `The definition of ${subject} has ${size} bytes; ${DEFINITION_LIMIT} are allowed. Move states to a machine that this one starts and waits for.`,
    );
  }
  const directory = Stage.of(scope)?.assetOutdir ?? '.';
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `definition.${scope.node.addr}.${id}.json`);
  writeFileSync(path, text);
  return {
    definitionBody: DefinitionBody.fromFile(path),
    definitionSubstitutions: Object.fromEntries([...names].map(([token, name]) => [name, token])),
  };
}

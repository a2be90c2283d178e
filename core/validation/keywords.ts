import { _, type Ajv, type Code, type KeywordCxt, type KeywordErrorDefinition } from 'ajv';
import type { Choice } from './json-schema';

/** A property and the extension of its value count as one. */
export function withExtension(name: string): readonly [string, string] {
  return [name, `_${name}`];
}

/**
 * Teaches Ajv the keywords beyond JSON Schema: `choice` and `content` check, `expected` and `rule`
 * only say how a finding is to be worded.
 */
export function addKeywords(ajv: Ajv): void {
  ajv.addKeyword('expected');
  ajv.addKeyword('rule');
  ajv.addKeyword({ keyword: 'choice', type: 'object', error: choiceError, code: checkChoices });
  ajv.addKeyword({ keyword: 'content', type: 'object', error: { message: 'content' }, code: checkContent });
}

/** Tells from-ajv which of the schema's choices failed and how many of its properties there were. */
const choiceError: KeywordErrorDefinition = {
  message: 'choice',
  params: ({ params }) => _`{index: ${params['index']}, present: ${params['present']}}`,
};

function checkChoices(cxt: KeywordCxt): void {
  (cxt.schema as readonly Choice[]).forEach((choice, index) => {
    const count = choice.of.reduce<Code>(
      (sum, name) => _`${sum} + (${isPresent(cxt.data, name)} ? 1 : 0)`,
      _`0`,
    );
    const present = cxt.gen.const('present', count);
    cxt.setParams({ index, present });
    const tooFew = _`${present} < ${choice.min}`;
    cxt.fail(choice.max === undefined ? tooFew : _`${tooFew} || ${present} > ${choice.max}`);
  });
}

/** An element has more than an id. See https://hl7.org/fhir/R4/element.html (ele-1). */
function checkContent(cxt: KeywordCxt): void {
  cxt.fail(_`!Object.keys(${cxt.data}).some((name) => name !== "id")`);
}

function isPresent(data: Code, name: string): Code {
  const [value, extension] = withExtension(name);
  return _`${data}[${value}] !== undefined || ${data}[${extension}] !== undefined`;
}

import { parseRedriveRequest } from '../../../lambdas/documents/redrive/redrive-report';

it.each([
  [undefined, {}],
  [{}, {}],
  [
    { documentIds: ['a'.repeat(64)], dryRun: true },
    { documentIds: ['a'.repeat(64)], dryRun: true },
  ],
])('takes %j as a request', (event, request) => {
  expect(parseRedriveRequest(event)).toEqual(request);
});

it('says what is wrong with a request, without repeating it', () => {
  const parse = (): unknown => parseRedriveRequest({ documentIds: ['JANE DOE.pdf'] });
  expect(parse).toThrow('documentIds.0 is not the 64 hex digits of a document_id. Expected {"documentIds"');
  expect(parse).not.toThrow('JANE');
});

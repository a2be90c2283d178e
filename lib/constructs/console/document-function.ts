import { CONSOLE_PATH, documentText, HEADERS, policy, type SignInAt } from '../../../core/console/document';

/** Stands where each answer has its own. */
const NONCE = '[nonce]';

/**
 * Code of a function of CloudFront, which runs before anything is looked up: it answers the page's address with the document
 * and lets everything else pass.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function documentFunction(signIn: SignInAt): string {
  const headers = {
    ...HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'content-security-policy': policy(NONCE, signIn.origin),
  };
  return `const crypto = require('crypto');
const HEADERS = ${JSON.stringify(headers)};
const DOCUMENT = ${JSON.stringify(documentText(NONCE, signIn))};
function handler(event) {
  const request = event.request;
  if (request.uri !== '/' && request.uri !== '${CONSOLE_PATH}') return request;
  const seed = event.context.requestId + Math.random() + Math.random();
  const nonce = crypto.createHash('sha256').update(seed).digest('hex').slice(0, 32);
  const filled = (text) => text.split('${NONCE}').join(nonce);
  const headers = {};
  for (const name of Object.keys(HEADERS)) headers[name] = { value: filled(HEADERS[name]) };
  return {
    statusCode: 200,
    statusDescription: 'OK',
    headers,
    body: { encoding: 'text', data: filled(DOCUMENT) },
  };
}
`;
}

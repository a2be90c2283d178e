/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- parts that take long to load are loaded by the command that needs them */

type Documents = typeof import('./read-documents') & typeof import('./sftp-server');
type Invoke = typeof import('@aws-sdk/client-lambda') & typeof import('../../../lambdas/aws/invoke-function');

/** PDFium, Tesseract and the SFTP server. */
export function loadDocuments(): Documents {
  return {
    ...(require('./read-documents') as Documents),
    ...(require('./sftp-server') as Documents),
  };
}

/** The client of Lambda. */
export function loadInvoke(): Invoke {
  return {
    ...(require('@aws-sdk/client-lambda') as Invoke),
    ...(require('../../../lambdas/aws/invoke-function') as Invoke),
  };
}

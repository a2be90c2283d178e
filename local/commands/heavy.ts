/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- parts that take long to load are loaded by the command that needs them */

type Access = typeof import('../../access-proof/lake-access') & typeof import('../../access-proof/matrix');
type Doctor = typeof import('../../doctor') & typeof import('../../lib/config/errors');
type Invoke = typeof import('@aws-sdk/client-lambda') & typeof import('../../lambdas/aws/invoke-function');
type Documents = typeof import('../sources/documents/read-documents') &
  typeof import('../sources/documents/sftp-server');

/** Synthesis and the IAM simulator. */
export function loadAccess(): Access {
  return {
    ...(require('../../access-proof/lake-access') as Access),
    ...(require('../../access-proof/matrix') as Access),
  };
}

/** The configuration's schema and clients of AWS. */
export function loadDoctor(): Doctor {
  return {
    ...(require('../../doctor') as Doctor),
    ...(require('../../lib/config/errors') as Doctor),
  };
}

/** PDFium, Tesseract and the SFTP server. */
export function loadDocuments(): Documents {
  return {
    ...(require('../sources/documents/read-documents') as Documents),
    ...(require('../sources/documents/sftp-server') as Documents),
  };
}

/** The client of Lambda. */
export function loadInvoke(): Invoke {
  return {
    ...(require('@aws-sdk/client-lambda') as Invoke),
    ...(require('../../lambdas/aws/invoke-function') as Invoke),
  };
}

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- parts that take long to load are loaded by the command that needs them */

type Access = typeof import('../../lib/governance/evaluation/lake-access') &
  typeof import('../../lib/governance/evaluation/matrix');
type Documents = typeof import('../documents/read-documents') & typeof import('../documents/sftp-server');

/** Synthesis and the IAM simulator. */
export function loadAccess(): Access {
  return {
    ...(require('../../lib/governance/evaluation/lake-access') as Access),
    ...(require('../../lib/governance/evaluation/matrix') as Access),
  };
}

/** PDFium, Tesseract and the SFTP server. */
export function loadDocuments(): Documents {
  return {
    ...(require('../documents/read-documents') as Documents),
    ...(require('../documents/sftp-server') as Documents),
  };
}

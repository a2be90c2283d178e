/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- parts that take long to load are loaded by the command that needs them */

type Access = typeof import('../../access-proof/lake-access') & typeof import('../../access-proof/matrix');
type Deployed = typeof import('../deployed/deployed-lake') & typeof import('../deployed/status');
type Doctor = typeof import('../../doctor') & typeof import('../../lib/config/errors');

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

/** Athena's client, and the reader of AWS profiles. */
export function loadDeployed(): Deployed {
  return {
    ...(require('../deployed/deployed-lake') as Deployed),
    ...(require('../deployed/status') as Deployed),
  };
}

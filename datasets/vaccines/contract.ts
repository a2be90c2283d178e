import { join } from 'node:path';
import { defineDataset } from '../../core/contracts';

/**
 * The CVX code list of the CDC, in the public domain.
 *
 * @see https://www2.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx
 */
export const vaccines = defineDataset({
  name: 'vaccines',
  version: '1.0.0',
  description: 'CDC CVX codes of vaccines administered.',
  domain: 'reference',
  owner: 'immunization-registry',
  key: ['cvx_code'],
  seed: join(__dirname, 'seed', 'cvx-codes.tsv'),
  columns: {
    cvx_code: {
      type: 'string',
      sensitivity: 'public',
      required: true,
      from: '$.cvx',
      description: 'CVX code',
    },
    vaccine_name: {
      type: 'string',
      sensitivity: 'public',
      required: true,
      from: '$.name',
      description: 'Short description',
    },
  },
});

import { defineKind, type QuotaNeed } from '../../core/sources';
import { DOCUMENT_FUNCTIONS, DOCUMENT_METRICS, DOCUMENT_PREFIXES } from './names';
import { documentsSettings, type DocumentsSettings } from './settings';

/** PDFs that partners put on SFTP servers. */
export const documents = defineKind({
  name: 'documents',
  summary: 'PDFs that partners drop on SFTP servers, and what is read in them',
  settings: documentsSettings,
  feeds: () => [
    'documents',
    'document_pages',
    'document_fields',
    'document_immunizations',
    'document_sightings',
  ],
  isDeployed: ({ servers }) => servers.length > 0,
  prefixes: [
    { prefix: DOCUMENT_PREFIXES.documents },
    // What a broken connection has left of a document; the next pass takes it anew.
    { prefix: DOCUMENT_PREFIXES.incoming, expireDays: 1 },
  ],
  metrics: DOCUMENT_METRICS,
  quotas: textractQuotas,
  functions: ({ servers }) => {
    if (servers.length === 0) return { atOnce: [] };
    // Two functions that work on queues, and one that redrives.
    const reading = 2 * DOCUMENT_FUNCTIONS + 1;
    return {
      atOnce: [
        { count: servers.length, because: `${servers.length} SFTP servers` },
        { count: reading, because: `${reading} for documents` },
      ],
      reserved: { count: servers.length, because: `${servers.length} reserved for SFTP servers` },
    };
  },
});

/** @see https://docs.aws.amazon.com/textract/latest/dg/limits-quotas-explained.html */
function textractQuotas({ servers, features, concurrency }: DocumentsSettings): QuotaNeed[] {
  if (servers.length === 0) return [];
  const [what, code] = features.length > 0 ? ['Analysis', 'L-5CF3B0DF'] : ['TextDetection', 'L-5B33D1C3'];
  return [
    {
      service: 'textract',
      code,
      name: `Async Document${what} throttle limit for max number of concurrent jobs`,
      need: concurrency,
      because: 'documents.concurrency, documents read at once',
      instead: 'lower documents.concurrency',
    },
  ];
}

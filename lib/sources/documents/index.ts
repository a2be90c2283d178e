import type { SourceConstruct } from '../source-construct';
import { lakeMetric, type AlarmSpec } from '../../constructs/alarm-spec';
import { Duration } from 'aws-cdk-lib';
import type { documents } from '../../../lambdas/documents/kind';
import { DOCUMENT_METRICS } from '../../../lambdas/documents/names';
import { documentPull } from './document-pull';
import { DocumentReading } from './document-reading';
import { DocumentRedrive } from './document-redrive';
import { StaticEgress } from './static-egress';

/**
 * SFTP servers -> pull -> bronze -> Textract -> bronze. An environment without servers has none of it: no
 * function, no queue, nothing to pay for.
 */
export const face: SourceConstruct<typeof documents.settings> = {
  bind(scope, lake, { settings }) {
    const { servers, schedule, ...reads } = settings;
    if (servers.length === 0) return { alarms: [] };
    const egress = servers.some(({ staticEgress }) => staticEgress)
      ? new StaticEgress(scope, 'Egress', { ...lake, servers })
      : undefined;
    const pulls = servers.map((server) =>
      documentPull(scope, {
        ...lake,
        server,
        schedule,
        ...(server.staticEgress && egress && { network: egress.network }),
      }),
    );
    const reading = new DocumentReading(scope, 'Reading', { ...lake, ...reads });
    const redrive = new DocumentRedrive(scope, 'Redrive', { ...lake, reading });
    const parts = [...pulls, reading, redrive];
    return {
      alarms: [...parts.flatMap((part) => part.alarms()), ...documentAlarms()],
      schedules: pulls.map(({ schedule: start }) => start),
    };
  },
};

/** What the functions tell of documents, over all servers. */
function documentAlarms(): AlarmSpec[] {
  const dimensionsMap = { service: 'documents' };
  return [
    {
      id: 'documents-host-key-changed',
      summary: 'An SFTP server shows another host key than the pinned one; nothing is pulled from it.',
      metric: lakeMetric(DOCUMENT_METRICS.hostKeyChanged, { dimensionsMap, period: Duration.hours(1) }),
    },
    {
      id: 'documents-files-failed',
      summary: 'Files on an SFTP server could not be taken in three passes.',
      metric: lakeMetric(DOCUMENT_METRICS.filesFailed, { dimensionsMap, period: Duration.hours(1) }),
      periods: 3,
    },
    {
      id: 'documents-files-unfinished',
      summary:
        'Files were taken from an SFTP server, and in three passes could not be moved or deleted there.',
      metric: lakeMetric(DOCUMENT_METRICS.filesUnfinished, { dimensionsMap, period: Duration.hours(1) }),
      periods: 3,
    },
    {
      id: 'documents-not-reached',
      summary: 'In six passes there was no time to list every directory of an SFTP server.',
      metric: lakeMetric(DOCUMENT_METRICS.sourcesNotReached, { dimensionsMap, period: Duration.hours(1) }),
      periods: 6,
    },
    {
      id: 'documents-failed',
      summary: 'Textract could not read a document; it is in quarantine.',
      metric: lakeMetric(DOCUMENT_METRICS.documentsFailed, { dimensionsMap }),
    },
  ];
}

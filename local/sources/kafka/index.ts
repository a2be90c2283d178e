import type { kafka } from '../../../lambdas/kafka/kind';
import type { LocalSource } from '../local-source';
import { recordedFormat } from './recorded';

/** Topics of a cluster, and files in which topics were recorded. */
export const face: LocalSource<typeof kafka.settings> = {
  formats: {
    debezium: recordedFormat('changes of a table as Debezium writes them', false),
    dms: recordedFormat('changes of a table as AWS DMS writes them', false),
    kafka: recordedFormat('messages of a topic: records, or changes by their sender’s form', true),
  },
};

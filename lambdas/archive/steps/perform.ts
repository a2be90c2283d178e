import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { z } from 'zod';
import { METRICS } from '../../../core/environment-names';
import { ALGORITHMS } from '../fetch/checksum';
import { ARCHIVE_METRICS } from '../names';
import { closeUpload, fetchPart, openArchive } from './fetch';
import { finishArchive } from './finish';
import { planGroups } from './plan';
import type { StepDependencies } from './step-dependencies';
import { takeGroup } from './take-group';
import { verifyArchive } from './verify';

const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'archive' });

const text = z.string().min(1);
const run = z.string().regex(/^[\w-]+$/);
const upload = z.object({
  id: text,
  parts: z.int(),
  info: z.object({
    size: z.int(),
    hasRanges: z.boolean(),
    version: z.string().exactOptional(),
    checksum: z.object({ algorithm: z.enum(ALGORITHMS), value: text }).exactOptional(),
  }),
});
const plan = z.object({ archiveId: text, size: z.int(), files: z.int(), groups: z.int() });
const eventSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('open'), run }),
  z.object({
    step: z.literal('part'),
    run,
    upload,
    part: z.object({ number: z.int(), start: z.int(), end: z.int() }),
  }),
  z.object({ step: z.literal('close'), run, upload }),
  z.object({ step: z.literal('verify'), run, upload }),
  z.object({ step: z.literal('plan'), run }),
  z.object({
    step: z.literal('group'),
    run,
    plan,
    group: z.object({ number: z.int(), start: z.int(), length: z.int() }),
  }),
  z.object({ step: z.literal('finish'), run, plan }),
]);

/** Does what the state machine asks for. @param event what it needs of the steps before is in it */
export async function performStep(event: unknown, deps: StepDependencies): Promise<object> {
  const order = eventSchema.parse(event);
  switch (order.step) {
    case 'open':
      return openArchive(order.run, deps);
    case 'part':
      await fetchPart(order.run, order.upload, order.part, deps);
      return {};
    case 'close':
      await closeUpload(order.run, order.upload, deps);
      return {};
    case 'verify':
      return verifyArchive(order.run, order.upload.info, deps);
    case 'plan':
      return planGroups(order.run, deps);
    case 'group': {
      const { taken, notKept } = await takeGroup(order.run, order.plan, order.group, deps);
      metrics.addMetric(ARCHIVE_METRICS.filesTaken, MetricUnit.Count, taken);
      metrics.addMetric(ARCHIVE_METRICS.filesNotKept, MetricUnit.Count, notKept);
      metrics.publishStoredMetrics();
      return {};
    }
    case 'finish':
      return finishArchive(order.run, order.plan, deps);
  }
}

import {
  redriveReportSchema,
  type RedriveReport,
  type RedriveRequest,
} from '../../../../lambdas/documents/redrive/redrive-report';
import { REDRIVE_OUTPUT } from '../../../../lambdas/documents/names';
import { UsageError } from '../../../commands/errors';
import { loadInvoke } from '../heavy';
import { tell } from '../../../commands/output';
import { readOutputs } from '../../../commands/outputs';
import { progress } from '../../../commands/progress';
import { leftNobodyOut, type Redriven } from './redriven';

export interface Deployed {
  readonly environment: string;
  /** @default the one that the outputs tell, else the one of the AWS CLI's settings */
  readonly region?: string | undefined;
  /** Name of the file with the outputs of its stacks. */
  readonly outputs: string;
}

/** Tasks of SQS that need nobody's attention. */
const WELL = new Set(['COMPLETED', 'RUNNING', 'LISTED']);

/** Has an environment's function redrive documents, call after call until all are on their way. */
export async function redriveDeployed(deployed: Deployed, request: RedriveRequest): Promise<Redriven> {
  const { functionName, region } = await targetOf(deployed);
  const { LambdaClient, invokeFunction } = loadInvoke();
  const client = new LambdaClient({ ...(region !== undefined && { region }) });
  const shown = progress('Redriving', 0);
  let report: RedriveReport = { documents: [], refused: [], troubled: [], queues: [], next: null };
  try {
    do {
      const event = { ...request, ...(report.next !== null && { after: report.next }) };
      const answer = redriveReportSchema.parse(await invokeFunction(client, functionName, event));
      report = joined(report, answer);
      shown.update(report.documents.length, 'documents');
    } while (report.next !== null);
  } finally {
    shown.stop();
    client.destroy();
  }
  const redriven = request.dryRun === true ? 0 : report.documents.length;
  if (redriven > 0) tell('Documents are read within minutes; the next hourly run tells of them in silver.');
  const count = (action: string): number =>
    request.dryRun === true ? 0 : report.documents.filter((document) => document.action === action).length;
  return {
    summary: {
      redriven,
      read_again: count('read again'),
      results_fetched: count('fetch result'),
      announced_again: count('announce again'),
    },
    report,
    isWell: leftNobodyOut(report) && report.queues.every(({ status }) => WELL.has(status)),
  };
}

function joined(before: RedriveReport, answer: RedriveReport): RedriveReport {
  return {
    documents: [...before.documents, ...answer.documents],
    refused: [...before.refused, ...answer.refused],
    troubled: [...before.troubled, ...answer.troubled],
    queues: [...before.queues, ...answer.queues],
    next: answer.next,
  };
}

/** @throws UsageError when the outputs don't name the function */
async function targetOf({
  environment,
  region,
  outputs: file,
}: Deployed): Promise<{ functionName: string; region: string | undefined }> {
  const outputs = await readOutputs(file);
  const stack = `headwater-${environment}-ingestion`;
  const functionName = outputs[stack]?.[REDRIVE_OUTPUT];
  if (functionName === undefined) {
    throw new UsageError(
      `Stack ${stack} has no output ${REDRIVE_OUTPUT} in "${file}"; deploy it with --outputs-file, with a server in sources.documents.servers`,
    );
  }
  return { functionName, region: region ?? outputs[`headwater-${environment}-analytics`]?.Region };
}

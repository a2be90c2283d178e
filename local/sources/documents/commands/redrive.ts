import { InvalidArgumentError, Option, type Command } from 'commander';
import type { DateOrder } from '../../../../lambdas/documents/extract/parse-date';
import type { RedriveRequest } from '../../../../lambdas/documents/redrive/redrive-report';
import { withLake, type GlobalOptions } from '../../../commands/context';
import { dateOrderOption } from './date-order';
import { UsageError } from '../../../commands/errors';
import { formatRows, print, printJson, tell } from '../../../commands/output';
import { redriveDeployed } from './redrive-deployed';
import { redriveHere } from './redrive-here';
import type { Redriven } from './redriven';

interface RedriveOptions extends GlobalOptions {
  readonly dryRun?: boolean;
  readonly dateOrder?: DateOrder;
  readonly env?: string;
  readonly region?: string;
  readonly outputs: string;
}

export function addRedrive(documents: Command): void {
  documents
    .command('redrive')
    .summary('give failed documents another try')
    .description(
      'Read documents again that have failed or got stuck. Rejected ones stay: the same bytes would be rejected ' +
        'again. On this machine they are read at once; with --env, an environment on AWS is told to read them, and ' +
        'messages of its dead-letter queues go back to their queues.',
    )
    .argument('[document-id...]', 'only these, by their document_id in silver.documents', documentIds)
    .addOption(dateOrderOption())
    .option('--dry-run', 'list what would be redriven, and change nothing')
    .addOption(new Option('--env <environment>', 'on AWS: which one').choices(['dev', 'staging', 'prod']))
    .option('--region <region>', 'on AWS: where (default: where the outputs are from)')
    .option(
      '--outputs <file>',
      'on AWS: what cdk deploy --all --outputs-file FILE has written',
      'outputs.json',
    )
    .addHelpText('after', '\nExit code: 0 only when every document asked for was redriven, and read well.')
    .action(async (ids: readonly string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<RedriveOptions>();
      const { env, region, outputs, dateOrder, dryRun = false, json } = options;
      const request = { dryRun, ...(ids.length > 0 && { documentIds: [...ids] }) };
      refuseWhatIsIgnored(command, env);
      const redriven =
        env === undefined
          ? await withLake(command, (lake) => redriveHere(lake, request, dateOrder))
          : await redriveDeployed({ environment: env, region, outputs }, request);
      show(redriven, request, json);
      if (!redriven.isWell) process.exitCode = 1;
    });
}

function show({ summary, report }: Redriven, { dryRun }: RedriveRequest, json = false): void {
  const { documents, refused, troubled, queues } = report;
  for (const { document_id, why } of refused) tell(`Document ${document_id} is not redriven: ${why}.`);
  for (const { document_id, why } of troubled)
    tell(`Document ${document_id} could not be redriven: ${why}. Redrive it by its id.`);
  const listed = { ...(dryRun === true && { documents }), ...(queues.length > 0 && { queues }) };
  if (json) printJson({ ...summary, ...listed, refused, troubled });
  else {
    print(formatRows(dryRun === true ? documents : [summary], 'table'));
    if (queues.length > 0) print(formatRows(queues, 'table'));
  }
}

function documentIds(id: string, before: readonly string[] = []): readonly string[] {
  if (/^[0-9a-f]{64}$/.test(id)) return [...before, id];
  throw new InvalidArgumentError('Expected the 64 hex digits of a document_id in silver.documents.');
}

/** Options of one place must not be taken for the other. */
function refuseWhatIsIgnored(command: Command, env: string | undefined): void {
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  if (env === undefined && (isGiven('region') || isGiven('outputs')))
    throw new UsageError('--region and --outputs need --env, which says that AWS is meant');
  if (env !== undefined && isGiven('dateOrder'))
    throw new UsageError(
      '--date-order is for this machine; on AWS, documents.dateOrder of the environment says it',
    );
}

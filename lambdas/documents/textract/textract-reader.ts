import {
  type Block,
  type FeatureType,
  GetDocumentAnalysisCommand,
  type GetDocumentAnalysisCommandOutput,
  GetDocumentTextDetectionCommand,
  StartDocumentAnalysisCommand,
  StartDocumentTextDetectionCommand,
  type TextractClient,
} from '@aws-sdk/client-textract';

/** What is asked of Textract: text only, or also what the features name. */
export interface ReadingMode {
  /** Empty: text detection, at a twentieth of the price. */
  readonly features: readonly FeatureType[];
}

export interface StartRequest {
  /** Of the document in bronze. */
  readonly key: string;
  readonly documentId: string;
  /** The same token gives the same job, for as long as the job exists. 1-64 letters, digits, hyphens. */
  readonly token: string;
}

export type JobStatus = 'IN_PROGRESS' | 'SUCCEEDED' | 'PARTIAL_SUCCESS' | 'FAILED';

export interface ResultPart {
  readonly status: JobStatus;
  readonly statusMessage: string | null;
  readonly blocks: readonly Block[];
  /** Pages of the document, not of the result. */
  readonly documentPages: number | null;
  readonly warnings: readonly { readonly code: string; readonly pages: readonly number[] }[];
  readonly nextToken: string | undefined;
}

/** The two calls that are made to Textract. Errors come as the SDK throws them, class and all. */
export interface TextractReader {
  /** @returns the job's id */
  start(request: StartRequest): Promise<string>;
  result(jobId: string, nextToken?: string): Promise<ResultPart>;
}

export interface TextractSettings extends ReadingMode {
  readonly bucket: string;
  /** Where Textract says that a job is done. */
  readonly topicArn: string;
  /** What Textract says it as. */
  readonly topicRoleArn: string;
}

/**
 * Textract by its SDK. Results stay with Textract (no OutputConfig): they are paged through and landed in
 * the lake's own form.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/api-async.html
 */
export class SdkTextractReader implements TextractReader {
  constructor(
    private readonly client: TextractClient,
    private readonly settings: TextractSettings,
  ) {}

  async start({ key, documentId, token }: StartRequest): Promise<string> {
    const { bucket, features, topicArn, topicRoleArn } = this.settings;
    const request = {
      DocumentLocation: { S3Object: { Bucket: bucket, Name: key } },
      ClientRequestToken: token,
      JobTag: documentId,
      NotificationChannel: { SNSTopicArn: topicArn, RoleArn: topicRoleArn },
    };
    const { JobId } =
      features.length === 0
        ? await this.client.send(new StartDocumentTextDetectionCommand(request))
        : await this.client.send(
            new StartDocumentAnalysisCommand({ ...request, FeatureTypes: [...features] }),
          );
    if (JobId === undefined) throw new Error('Textract has started a job without telling its id');
    return JobId;
  }

  async result(jobId: string, nextToken?: string): Promise<ResultPart> {
    const request = {
      JobId: jobId,
      MaxResults: 1_000,
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
    const output: GetDocumentAnalysisCommandOutput =
      this.settings.features.length === 0
        ? await this.client.send(new GetDocumentTextDetectionCommand(request))
        : await this.client.send(new GetDocumentAnalysisCommand(request));
    return {
      status: output.JobStatus ?? 'FAILED',
      statusMessage: output.StatusMessage ?? null,
      blocks: output.Blocks ?? [],
      documentPages: output.DocumentMetadata?.Pages ?? null,
      warnings: (output.Warnings ?? []).map(({ ErrorCode, Pages }) => ({
        code: ErrorCode ?? 'UNKNOWN',
        pages: Pages ?? [],
      })),
      nextToken: output.NextToken,
    };
  }
}

import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { discreet } from '../discreet';
import { AnswerRefusedError } from './errors';

export function isFromCloudFormation(event: unknown): event is CloudFormationCustomResourceEvent {
  return typeof event === 'object' && event !== null && 'ResponseURL' in event && 'RequestType' in event;
}

/**
 * Does the work of a custom resource and tells CloudFormation how it ended. Deleting the resource does
 * nothing: migrations never drop.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export async function answer(
  event: CloudFormationCustomResourceEvent,
  work: () => Promise<unknown>,
): Promise<void> {
  let reason: string | undefined;
  try {
    if (event.RequestType !== 'Delete') await work();
  } catch (error) {
    reason = discreet(error).message;
  }
  const body = JSON.stringify({
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    ...(reason !== undefined && { Reason: reason.slice(0, 1000) }),
    PhysicalResourceId: event.LogicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  });
  const response = await fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!response.ok) throw new AnswerRefusedError(response.status);
}

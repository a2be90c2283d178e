import { ServiceError } from '../protocol/service-error';

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_InvalidRequestException.html */
export const invalidRequest = (message: string, athenaCode = 'INVALID_INPUT'): ServiceError =>
  new ServiceError('InvalidRequestException', message, { AthenaErrorCode: athenaCode });

export const notFound = (message: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', message, {});

export const metadataError = (message: string): ServiceError =>
  new ServiceError('MetadataException', message);

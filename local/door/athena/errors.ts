import { randomUUID } from 'node:crypto';
import { ServiceError } from '../protocol/service-error';

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_InvalidRequestException.html */
export const invalidRequest = (message: string, athenaCode = 'INVALID_INPUT'): ServiceError =>
  new ServiceError('InvalidRequestException', message, { AthenaErrorCode: athenaCode });

export const notFound = (message: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', message, {});

/** What Glue hasn't, in the words in which Athena passes its errors on: clients look for Glue's code in them. */
export const metadataError = (message: string): ServiceError =>
  new ServiceError(
    'MetadataException',
    `${message} (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: ${randomUUID()}; Proxy: null)`,
  );

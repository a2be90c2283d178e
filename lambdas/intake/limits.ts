/**
 * Largest record the stream takes: data and partition key together. Bytes.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html
 */
export const MAX_RECORD_BYTES = 1_048_576;

/**
 * Largest request body. Bytes. The API would take 10 MB, but it hands the body to the function base64-encoded
 * for all but a few content types, and an invocation carries at most 6 MB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** How long an Idempotency-Key is remembered. Hours. */
export const IDEMPOTENCY_HOURS = 24;

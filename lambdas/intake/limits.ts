/**
 * Largest record the stream takes: data and partition key together. Bytes.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html
 */
export const MAX_RECORD_BYTES = 1_048_576;

/**
 * Largest request body, before and after it is decompressed. Bytes. The API would take 10 MB, but it hands the
 * body to the function base64-encoded for all but a few content types, and an invocation carries at most 6 MB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Most records in a request body, so that the receipts fit an answer and tiny records cost what others cost. */
export const MAX_BODY_RECORDS = 50_000;

/** Rejected records that are told why; of the others an answer has the number only. */
export const MAX_TOLD = 100;

/** How long an Idempotency-Key is remembered. Hours. */
export const IDEMPOTENCY_HOURS = 24;

/** How long a request may be under way before another may take up its Idempotency-Key. Seconds. */
export const CLAIM_SECONDS = 60;

/** Where answers stand in bronze as they were received, without the slash at the end. */
export const ANSWERS_PREFIX = 'api_answers';

/** Days that an answer is kept beside the records that were taken from it. */
export const ANSWER_DAYS = 365;

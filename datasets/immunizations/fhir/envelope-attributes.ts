/** Context attribute that says who the record is about; see `personOf`. */
export const PERSON = 'person';

/** Context attribute with the id of a resource that has none of its own. */
export const RESOURCE_ID = 'resourceid';

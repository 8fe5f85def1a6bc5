/** Within this time of its first attempt a client must come back; else it starts anew. As PostgreSQL writes it. */
export const RETRY_WITHIN = `interval '2 days'`;
/** For so long a triplet that has passed is remembered after its last use: longer than what comes once a month. */
export const PASSED_FOR = `interval '35 days'`;

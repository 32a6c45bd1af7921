/** Actions of the access records of questions about reads, as the route table names them. Each decides nothing of a case, but for CASE_READERS. */
export const WHO_SAW = 'audit-who-saw'
export const SEEN_BY = 'audit-seen-by'

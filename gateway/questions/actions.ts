/** Actions of the access records of questions about reads, as the route table names them. Each decides nothing of a case, but for CASE_READERS. */
export const WHO_SAW = 'audit-who-saw'
export const SEEN_BY = 'audit-seen-by'
export const WHY = 'audit-why'
export const WITHDRAWN = 'audit-withdrawn'
export const INSTRUMENTS = 'audit-instruments'
export const BREAK_GLASS_HISTORY = 'audit-break-glass'
/** The coordinator's: who read a case, by agency. It is decided as a read of the case is. */
export const CASE_READERS = 'case-readers'

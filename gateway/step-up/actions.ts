/** Actions of the access records of steps beyond a read, as the route table names them. */
export const JUSTIFICATION = 'justification'
export const APPROVAL = 'approval'
export const BREAK_GLASS = 'break-glass'
export const LOOKUP = 'case-lookup'
export const REVIEWS = 'break-glass-list'
export const REVIEW = 'break-glass-review'
export const REVIEWED = 'break-glass-reviewed'
export const ALLOW = 'break-glass-allow'

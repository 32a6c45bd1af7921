/** Actions of the access records of an access request, in their order. The pack alone is a read. */
export const OPEN_ACTION = 'subject-access-open'
export const PACK_ACTION = 'subject-access-pack'
export const DECIDE_ACTION = 'subject-access-decide'
export const APPROVE_ACTION = 'subject-access-approve'
export const EXPORT_ACTION = 'subject-access-export'

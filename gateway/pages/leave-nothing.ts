/** Clear-Site-Data: what a browser is to forget of this service when a visit ends. */
export const LEAVE_NOTHING = '"cache", "cookies", "storage"'

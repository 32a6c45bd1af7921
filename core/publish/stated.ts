/** Characters that a reason needs to say something (G17, G20, G22). */
export const REASON_CHARACTERS = 20

/** True for text that is more than white space. */
export const isStated = (text: string | null | undefined): boolean => typeof text === 'string' && text.trim() !== ''

/** True for text that is long enough to be a reason; white space at its ends, and runs of it, do not count. */
export const isReason = (text: string): boolean => [...text.trim().replace(/\s+/g, ' ')].length >= REASON_CHARACTERS

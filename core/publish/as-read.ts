/** Marks that show nothing and would break a word or a number up for us, but not for a reader. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/** As a reader sees it: full-width digits are digits, invisible marks are nothing, any white space but a line's end is a space. */
export const asRead = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[^\S\n]/g, ' ')

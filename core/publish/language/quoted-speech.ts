/**
 * Text in quotation marks of one line: what somebody said, as it was said. A single mark between letters is an apostrophe. No repetition runs past
 * the next mark, so a search is linear in the text.
 */
const quotation = /"[^"\n]*"|“[^“”\n]*”|«[^«»\n]*»|(?<![\p{L}\d])[‘'](?:[^‘’'\n]|(?<=[\p{L}])[’'](?=[\p{L}]))*[’'](?![\p{L}\d])/gu

/** A text without what it quotes; an ellipsis stands in its place, which is no word and no end of a sentence. */
export const withoutQuotations = (text: string): string => text.replace(quotation, '…')

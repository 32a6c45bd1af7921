/**
 * 0, +44 or 0044 (with or without a bracketed 0), then nine or ten digits, with up to three spaces, dots, dashes or brackets before each.
 * Every repetition has a bound, so a search is linear in the text.
 */
const telephone =
  /(?<![\d.,/-])(?:(?:\+|\b00)[ ]?44[ .-]{0,2}(?:\(0\)|0)?|\(?0(?=[ .()-]{0,3}[1-9]))(?:[ .()\u2010-\u2015-]{0,3}\d){9,10}(?!\d)/
/** A day written in digits, which may begin like a number. */
const dayInDigits = /(?<!\d)\d{1,2}([ ./-])\d{1,2}\1(?:19|20)\d{2}(?!\d)/g

/** True when a text holds what looks like a UK telephone number. */
export const hasTelephoneNumber = (text: string): boolean => telephone.test(text.replace(dayInDigits, '#'))

import type { RowError } from './row-to-event.ts'

/** What a decoder writes for bytes that are no text of the encoding. */
const NO_TEXT = '\ufffd'
/** Control characters (C0, delete, C1) but for tab and ends of lines. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/
const C1 = /[\x80-\x9f]/

const NOT_TEXT =
  "Has bytes that are no text of this encoding: save the file as UTF-8, or say its encoding in the mapping (Excel's own CSV is windows-1252)."
const C1_DETAIL =
  "Has control characters (C1) where text of another encoding would have quotation marks or a dash: say its encoding in the mapping (Excel's own CSV is windows-1252), or write the characters anew."
const CONTROL_DETAIL = 'Has a control character that nobody sees: take it out.'

const detailOf = (text: string): string | undefined => {
  if (text.includes(NO_TEXT)) return NOT_TEXT
  if (!CONTROL.test(text)) return undefined
  return C1.test(text) ? C1_DETAIL : CONTROL_DETAIL
}

/** What is no text in the cells of a row, each by the name of its column; undefined for a cell that stands in none. */
export const textErrors = (cells: readonly string[], columnAt: (index: number) => string | undefined): readonly RowError[] =>
  cells.flatMap((cell, index): RowError[] => {
    const detail = detailOf(cell)
    const column = columnAt(index)
    return detail === undefined ? [] : [{ ...(column === undefined ? {} : { column }), code: 'not-text', detail }]
  })

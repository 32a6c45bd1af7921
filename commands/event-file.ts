import { readFileSync } from 'node:fs'

/** An event of a file, as text, with the line that it begins on. */
export interface EventText {
  readonly line: number
  readonly text: string
}

const isOneObject = (text: string): boolean => {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** The events of a file: one JSON object a line, or one object over as many lines as it likes. Nothing is said of whether they are right. */
export function eventTexts(file: string): readonly EventText[] {
  const text = readFileSync(file, 'utf8')
  if (isOneObject(text)) return [{ line: 1, text }]
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '')
}

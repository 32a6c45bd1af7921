import { isRecord } from './json.ts'
import { labelOf } from './labels.ts'

/** How a leaf of a value without a schema of its own is said: its field's name and the value. */
export type LeafWords = (name: string, value: unknown) => string

/** A value in a readable line: `Subject: Darren Holt; harmed: Leanne Marsh`. Lists within it are joined by commas. */
export function jsonWords(value: unknown, leaf: LeafWords, name = ''): string {
  if (Array.isArray(value)) return value.map((one) => jsonWords(one, leaf, name)).join(', ')
  if (!isRecord(value)) return leaf(name, value)
  const words = Object.entries(value).map(([key, inner]) => {
    const label = labelOf(key)
    return `${label}: ${isRecord(inner) ? `(${jsonWords(inner, leaf, key)})` : jsonWords(inner, leaf, key)}`
  })
  return words.map((part, at) => (at === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join('; ')
}

/** A leaf as it is: yes or no for a boolean. */
export const plainLeaf = (value: unknown): string => (value === true ? 'Yes' : value === false ? 'No' : String(value))

import { child } from './pointer.ts'
import type { FieldError } from './errors.ts'
import { meantInWords } from './nearest.ts'

const MOST_ERRORS = 100
/** Most items of arrays and maps in one value. */
export const MOST_ITEMS = 2_000

/** One check of one input: what was found so far. */
export interface Run {
  readonly errors: FieldError[]
  /** The day on which codes must be in force, ISO date; undefined when the input names none. */
  readonly day: string | undefined
  /** True of an event that was taken before: it is not refused for what nobody was refused for then. */
  readonly isKept: boolean
  /** Items of arrays and maps that may still come: the guard of the decoded side allows no more. */
  items: number
}

/** Looks at a value that is neither absent nor null, and reports all that is wrong with it. */
export type Check = (run: Run, value: unknown, pointer: string) => void

/** Adds an error. After a hundred nothing more is added: nobody reads on, and a hostile input shall not grow the answer. */
export function report(run: Run, pointer: string, code: string, detail: string | (() => string)): void {
  if (run.errors.length < MOST_ERRORS) run.errors.push({ pointer, code, detail: typeof detail === 'string' ? detail : detail() })
}

/** A required field that is not there. `expected`: what it must be, in words that finish "Must be …". */
export const missing = (run: Run, pointer: string, expected: string): void => {
  report(run, pointer, 'G03', `A required field is missing or null. Must be ${expected}.`)
}

/** Spends the items of an array or map. False, and reported, when the input has more than it may. */
export function spend(run: Run, pointer: string, items: number): boolean {
  run.items -= items
  if (run.items < 0) report(run, pointer, 'too-many-items', `More than ${MOST_ITEMS} items in the whole event.`)
  return run.items >= 0
}

/** An unknown field. Where its name may be free text, the pointer is that of the object. `known`: names of the fields that there are. */
export const unknownField = (run: Run, pointer: string, name: string, known: Iterable<string>): void => {
  report(run, child(pointer, name), 'G04', () => `A field that the type does not have.${meantInWords(name, known)}`)
}

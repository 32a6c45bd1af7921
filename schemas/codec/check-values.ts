import type { CodeList } from '../catalogue/event-schema.ts'
import { addressOf, codesInWords, FEW_CODES } from './expected.ts'
import { formats, isUuid } from './formats.ts'
import { isReservedKey } from './json-scan.ts'
import { meantInWords } from './nearest.ts'
import { child } from './pointer.ts'
import { hasControl, NO_CONTROL } from './says-something.ts'
import { isObject } from '../avro/json-object.ts'
import { missing, report, spend, unknownField } from './check-run.ts'
import type { Check } from './check-run.ts'

/** Attributes of a string in an .avsc. */
export interface StringAttributes {
  readonly format?: string
  /** In Unicode characters. */
  readonly maxLength?: number
  readonly refersTo?: string
  /** True of a text that may not be blank. */
  readonly isStated?: boolean
}

const wrongType =
  (expected: string): Check =>
  (run, _, pointer) => {
    report(run, pointer, 'wrong-type', `Must be ${expected}.`)
  }
const notText = wrongType('a string')
const notArray = wrongType('an array')
const notObject = wrongType('an object')

const isLongerThan = (text: string, limit: number): boolean =>
  text.length > limit && (text.length > 2 * limit || Array.from(text).length > limit)

export function stringCheck({ format: name, maxLength = Infinity, refersTo, isStated = false }: StringAttributes): Check {
  const format = name === undefined ? undefined : formats[name]
  if (name !== undefined && format === undefined) throw new TypeError(`The schema has a format that no check is written for: ${name}`)
  return (run, value, pointer) => {
    if (typeof value !== 'string') notText(run, value, pointer)
    else if (!value.isWellFormed())
      report(run, pointer, 'lone-surrogate', 'Half of a surrogate pair: text must be whole Unicode characters.')
    else if (isLongerThan(value, maxLength)) report(run, pointer, 'wrong-format', `At most ${maxLength} characters.`)
    else if (hasControl(value) && !run.isKept) report(run, pointer, 'control-character', NO_CONTROL)
    else if (isStated && value.trim() === '' && !run.isKept)
      report(run, pointer, 'wrong-format', 'Must not be blank: where there is nothing to name, an optional field is left out.')
    else if (format?.test(value) === false) report(run, pointer, 'wrong-format', `Must be ${format.expected}.`)
    else if (refersTo === 'event' && !isUuid(value))
      report(run, pointer, 'wrong-format', 'Must be the id of an event: a UUID in lower case.')
  }
}

export function codeCheck(list: CodeList): Check {
  const codes = new Map(list.codes.map((code) => [code.code, code]))
  const unknown = `Not a code of the list ${list.name}: ${list.codes.length <= FEW_CODES ? 'use one of ' : ''}${codesInWords(list)}.`
  return (run, value, pointer) => {
    if (typeof value !== 'string') {
      notText(run, value, pointer)
      return
    }
    const code = codes.get(value)
    if (code === undefined) report(run, pointer, 'G05', () => unknown + meantInWords(value, codes.keys()))
    else if (
      run.day !== undefined &&
      ((code.from !== undefined && run.day < code.from) || (code.until !== undefined && run.day > code.until))
    )
      report(
        run,
        pointer,
        'G05',
        `A code of the list ${list.name} that was not in force when the event was recorded: ${addressOf(list.name)} says from when, and until when, each is.`,
      )
  }
}

export const symbolCheck =
  (name: string, symbols: readonly string[]): Check =>
  (run, value, pointer) => {
    if (typeof value !== 'string') notText(run, value, pointer)
    else if (!symbols.includes(value))
      report(run, pointer, 'G05', () => `Not a code of the list ${name}: use one of ${symbols.join(', ')}.${meantInWords(value, symbols)}`)
  }

export const booleanCheck: Check = (run, value, pointer) => {
  if (typeof value !== 'boolean') report(run, pointer, 'wrong-type', 'Must be true or false.')
}

export const integerCheck =
  (least: number, most: number): Check =>
  (run, value, pointer) => {
    if (!Number.isInteger(value)) report(run, pointer, 'wrong-type', 'Must be a whole number.')
    else if ((value as number) < least || (value as number) > most)
      report(run, pointer, 'wrong-format', `Must be from ${least} to ${most}.`)
  }

export const numberCheck: Check = (run, value, pointer) => {
  if (!Number.isFinite(value)) report(run, pointer, 'wrong-type', 'Must be a finite number.')
}

/** `needed`: of a list that may not be empty, what an item is. */
export const arrayCheck =
  (item: Check, needed?: string): Check =>
  (run, value, pointer) => {
    if (!Array.isArray(value)) {
      notArray(run, value, pointer)
      return
    }
    if (needed !== undefined && value.length === 0 && !run.isKept) {
      report(run, pointer, 'wrong-format', `A list that may not be empty. Give at least one item: ${needed}.`)
      return
    }
    if (!spend(run, pointer, value.length)) return
    for (let index = 0; index < value.length; index += 1) {
      const at = `${pointer}/${index}`
      if (value[index] === null || value[index] === undefined) report(run, at, 'wrong-type', 'An item may not be null.')
      else item(run, value[index], at)
    }
  }

export const mapCheck =
  (item: Check): Check =>
  (run, value, pointer) => {
    if (!isObject(value)) {
      notObject(run, value, pointer)
      return
    }
    if (!spend(run, pointer, Object.keys(value).length)) return
    for (const key of Object.keys(value)) {
      const at = child(pointer, key)
      if (isReservedKey(key)) report(run, pointer, 'reserved-key', 'A key named __proto__, constructor or prototype is not allowed.')
      else if (!key.isWellFormed())
        report(run, pointer, 'lone-surrogate', 'Half of a surrogate pair: text must be whole Unicode characters.')
      else if (hasControl(key) && !run.isKept) report(run, pointer, 'control-character', NO_CONTROL)
      else if (value[key] === null || value[key] === undefined) report(run, at, 'wrong-type', 'A value may not be null.')
      else item(run, value[key], at)
    }
  }

export interface RecordField {
  readonly name: string
  readonly required: boolean
  /** What it must be, in words that finish "Must be …". */
  readonly expected: string
  readonly check: Check
}

/** A closed record: every required field there, no other field than its own. */
export function recordCheck(fields: readonly RecordField[]): Check {
  const known = new Set(fields.map((field) => field.name))
  return (run, value, pointer) => {
    if (!isObject(value)) {
      notObject(run, value, pointer)
      return
    }
    let there = 0
    for (const { name, required, expected, check } of fields) {
      const member = value[name]
      if (member !== undefined) there += 1
      if (member !== undefined && member !== null) check(run, member, `${pointer}/${name}`)
      else if (required) missing(run, `${pointer}/${name}`, expected)
    }
    const names = Object.keys(value)
    if (names.length !== there) for (const name of names) if (!known.has(name)) unknownField(run, pointer, name, known)
  }
}

import avro, { type Type } from 'avsc'
import type { Dice } from '../dice.ts'

const { ArrayType, IntType, MapType, RecordType, StringType, UnwrappedUnionType } = avro.types

const TEXTS: readonly [string, ...string[]] = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e\u2066',
  '\ufeff',
  '🙂'.repeat(50),
  '__proto__',
  'constructor',
  '../../etc',
  '${x}',
  '<script>',
  '%00',
  '=1+1',
  '0000-00-00',
  '2024-02-30',
  '9999-12-31T23:59:60Z',
  '2024-01-01T00:00:00+99:99',
  '1e400',
  '-0',
  'NaN',
  'SW1A 1AA',
  '1 A Street',
  '07700 900123',
  'She provoked him.',
  'volatile',
]
/** What slow patterns are slow on: long runs of what they repeat, and no end that fits. */
const RUNS: readonly [string, ...string[]] = [
  ' ',
  'a',
  'A1 ',
  '0',
  '-',
  '.',
  '12 ',
  'she ',
  '1 High ',
  '"',
  '\u00a0',
  '+44 ',
  'street ',
  'his her ',
]
const LENGTHS: readonly [number, ...number[]] = [10, 100, 1_000, 4_000, 20_000, 60_000]

function text(dice: Dice): string {
  const kind = dice.int(4)
  if (kind < 2) return dice.pick(TEXTS)
  const run = dice.pick(RUNS)
  return run.repeat(Math.ceil(dice.pick(LENGTHS) / run.length)) + (kind === 2 ? '' : '!')
}

/** A value of a type, always the same: what avsc makes at random cannot be made again. */
function plain(type: Type): unknown {
  if (type instanceof RecordType) return Object.fromEntries(type.fields.map((field) => [field.name, plain(field.type)]))
  if (type instanceof UnwrappedUnionType) return null
  if (type instanceof ArrayType) return []
  if (type instanceof MapType) return {}
  return type instanceof StringType ? 'plain' : type instanceof IntType ? 1 : false
}

/** The value with one thing in it changed, still a value of its type: such as only the checks behind the decoder can refuse. */
export function mutateValue(type: Type, value: unknown, dice: Dice): unknown {
  if (type instanceof RecordType) {
    const record = value as Readonly<Record<string, unknown>>
    const field = dice.any(type.fields)
    return field === undefined ? value : { ...record, [field.name]: mutateValue(field.type, record[field.name], dice) }
  }
  if (type instanceof UnwrappedUnionType) {
    const present = type.types.find(({ typeName }) => typeName !== 'null')
    if (present === undefined || (value !== null && dice.int(4) === 0)) return null
    return mutateValue(present, value ?? plain(present), dice)
  }
  if (type instanceof ArrayType) return mutateList(type.itemsType, value as readonly unknown[], dice)
  if (type instanceof MapType) return Object.fromEntries([...Object.entries(value as object), [text(dice), text(dice)]].slice(dice.int(2)))
  if (type instanceof StringType) return text(dice)
  if (type instanceof IntType) return dice.pick([-(2 ** 31), -1, 0, 1, 101, 2 ** 31 - 1])
  return typeof value === 'boolean' ? !value : value
}

function mutateList(items: Type, list: readonly unknown[], dice: Dice): readonly unknown[] {
  const [first] = list
  if (first === undefined || dice.int(8) === 0) return dice.int(2) === 0 ? [] : [mutateValue(items, plain(items), dice)]
  const way = dice.int(3)
  if (way === 0) return Array.from({ length: dice.pick([2, 50, 500, 5_000]) }, () => first)
  const at = dice.int(list.length)
  return way === 1 ? list.toSpliced(at, 1) : list.with(at, mutateValue(items, list[at], dice))
}

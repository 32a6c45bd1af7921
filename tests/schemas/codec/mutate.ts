import fc from 'fast-check'

type Mutate = (value: unknown) => unknown

const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 40,
  '',
  'x',
  'PLANTED',
  [],
  {},
  [null],
  [[]],
  { x: 1 },
  '\ud800',
  '2024-02-30',
  'constructor',
  'x'.repeat(5000),
  ['a', 'a'],
]
const names = ['x', 'details', 'toString', 'PLANTED name', '__proto__', 'a/b', '~', '']

/** Goes down a random way and changes what is there. */
export const change =
  (way: readonly number[], last: Mutate): Mutate =>
  (value) => {
    const [step, ...rest] = way
    if (step === undefined || typeof value !== 'object' || value === null) return last(value)
    const keys = Object.keys(value)
    if (keys.length === 0) return last(value)
    const key = keys[step % keys.length] ?? ''
    const inner = change(rest, last)((value as Record<string, unknown>)[key])
    if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? inner : item))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === key ? inner : (member as unknown)]))
  }

const add =
  (name: string, member: unknown): Mutate =>
  (value) => {
    if (Array.isArray(value)) return [...(value as unknown[]), member]
    return typeof value === 'object' && value !== null ? Object.fromEntries([...Object.entries(value), [name, member]]) : member
  }
const drop =
  (at: number): Mutate =>
  (value) => {
    if (typeof value !== 'object' || value === null) return undefined
    const left = Object.entries(value).filter((_, index, all) => index !== at % all.length)
    return Array.isArray(value) ? left.map(([, member]) => member as unknown) : Object.fromEntries(left)
  }

/** Steps of a random way down a JSON value. */
export const way = fc.array(fc.nat(100), { maxLength: 5 })

/** A random change somewhere in a JSON value: another value, a member more, a member less. */
export const mutation: fc.Arbitrary<Mutate> = fc.oneof(
  fc.tuple(way, fc.constantFrom(...strange)).map(([steps, value]) => change(steps, () => value)),
  fc.tuple(way, fc.constantFrom(...names), fc.constantFrom(...strange)).map(([steps, name, value]) => change(steps, add(name, value))),
  fc.tuple(way, fc.nat(100)).map(([steps, at]) => change(steps, drop(at))),
)

/** Every text in a JSON value, names left out. */
export function* valuesOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) yield* valuesOf(member)
}

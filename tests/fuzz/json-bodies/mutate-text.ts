import type { Dice } from '../dice.ts'

type MutateText = (text: string, dice: Dice) => string | Buffer

/** Somewhere in the text. */
const put = (text: string, dice: Dice, piece: string): string => {
  const at = dice.int(text.length + 1)
  return text.slice(0, at) + piece + text.slice(at)
}
/** Where a member may stand. */
const putMember = (text: string, dice: Dice, member: string): string => {
  const places = [...text.matchAll(/\{/g)].map(({ index }) => index)
  const at = dice.any(places) ?? 0
  return `${text.slice(0, at + 1)}${member},${text.slice(at + 1)}`
}
/** In the place of some text value. */
const putValue = (text: string, dice: Dice, value: string): string => {
  const places = [...text.matchAll(/:"[^"\\]*"/g)]
  const place = dice.any(places)
  return place === undefined ? text : `${text.slice(0, place.index + 1)}${value}${text.slice(place.index + place[0].length)}`
}

const NAMES: readonly [string, ...string[]] = [
  '__proto__',
  'constructor',
  'prototype',
  '\\u005f_proto__',
  'toString',
  'details',
  'type',
  'x'.repeat(50_000),
  '\\ud800',
  '',
  'a/b',
  '~1',
]
const NUMBERS: readonly [string, ...string[]] = [
  '1e9999',
  '-1e9999',
  '9'.repeat(400),
  '9'.repeat(100_000),
  '1e-9999',
  '-0',
  '0.1e1',
  '18446744073709551616',
  '1.'.padEnd(10_000, '3'),
]
const VALUES: readonly [string, ...string[]] = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u0000"',
  '"\ufeff"',
  '"__proto__"',
  '[[[[[[[[[[]]]]]]]]]]',
  '{"__proto__":{"type":1}}',
  `[${'1,'.repeat(50_000)}1]`,
  `[${'{},'.repeat(3_000)}{}]`,
  `"${'x'.repeat(2 ** 20)}"`,
  `"${'a '.repeat(20_000)}"`,
  `"${'1 High '.repeat(8_000)}"`,
  `"${'\\\\'.repeat(60_000)}"`,
]

/** Every way, by name. */
export const textMutations: Readonly<Record<string, MutateText>> = {
  'arrays for ever': (text, dice) => put(text, dice, '['.repeat(dice.pick([33, 1_000, 200_000]))),
  'objects for ever': (text, dice) => putValue(text, dice, '{"a":'.repeat(dice.pick([33, 1_000, 50_000]))),
  'deep and whole': (text, dice) => {
    const levels = dice.pick([28, 33, 100, 50_000])
    return putValue(text, dice, '['.repeat(levels) + ']'.repeat(levels))
  },
  'a member more': (text, dice) => putMember(text, dice, `"${dice.pick(NAMES)}":${dice.pick(VALUES)}`),
  'a member twice': (text, dice) => putMember(text, dice, `"${dice.pick(['id', 'type', 'data', 'details', 'subject'])}":null`),
  'a thousand members': (text, dice) =>
    putMember(text, dice, Array.from({ length: 1_000 }, (_, index) => `"m${String(index % dice.pick([999, 2_000]))}":1`).join()),
  'another value': (text, dice) => putValue(text, dice, dice.pick(VALUES)),
  'a huge number': (text, dice) => putValue(text, dice, dice.pick(NUMBERS)),
  'cut short': (text, dice) => text.slice(0, dice.int(text.length)),
  'a sign more': (text, dice) =>
    put(text, dice, dice.pick(['"', '\\', '{', '}', '[', ']', ',', ':', '\0', '\ufeff', '\n', '/*', '-', '+', 'e', '\\u', "'"])),
  'a piece left out': (text, dice) => {
    const at = dice.int(text.length)
    return text.slice(0, at) + text.slice(at + 1 + dice.int(20))
  },
  'not UTF-8': (text, dice) => {
    const bytes = Buffer.from(text)
    bytes.writeUInt8(0x80 + dice.int(128), dice.int(bytes.length))
    return bytes
  },
  'another encoding': (text) => Buffer.from(text, 'utf16le'),
  spaces: (text, dice) => put(text, dice, ' '.repeat(dice.pick([10, 10_000, 300_000]))),
  noise: (_, dice) => dice.bytes(dice.int(300)),
  nothing: () => '',
}

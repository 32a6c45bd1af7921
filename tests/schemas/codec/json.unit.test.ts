import { describe, expect, it } from '@jest/globals'
import { cpuTime } from './cpu-time.ts'
import { parseJson } from '../../../schemas/codec/json.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const found = (bytes: Uint8Array, limits?: Parameters<typeof parseJson>[1]): string[] => {
  const result = parseJson(bytes, limits)
  return result.ok ? [] : result.errors.map((error) => `${error.code} ${error.pointer}`)
}
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('JSON from outside', () => {
  it.each<[string, string]>([
    ['an object', '{"a": [1, -2.5e3, "x", null, true, {"a": {}}], "b": {"a": 1}}'],
    ['a bare string', '"x"'],
    ['an escaped pair of surrogates', '{"a": "\\ud83d\\ude00"}'],
    ['brackets and quotes inside strings', '{"a": "{\\"a\\": [1", "b": "\\\\"}'],
    ['an own key that looks like a method', '{"toString": 1}'],
    ['32 levels', nested(32)],
  ])('takes %s', (_, text) => {
    expect(parseJson(utf8(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown })
  })

  it('takes what Windows programs begin with, a byte order mark', () => {
    expect(parseJson(utf8('\ufeff{"a": "\ufeff"}'))).toEqual({ ok: true, value: { a: '\ufeff' } })
  })

  it.each<[string, string | Uint8Array, string[]]>([
    ['an empty body', '', ['not-json ']],
    ['half an object', '{"a": 1', ['not-json ']],
    ['two values', '{} {}', ['not-json ']],
    ['a comment', '{} // x', ['not-json ']],
    ['NaN', '{"a": NaN}', ['not-json ']],
    ['a byte order mark that is not the first thing', ' \ufeff{}', ['not-json ']],
    ['two byte order marks', '\ufeff\ufeff{}', ['not-json ']],
    ['a byte order mark alone', '\ufeff', ['not-json ']],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xc3, 0x28, 0x22), ['not-json ']],
    ['a surrogate as three UTF-8 bytes', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), ['not-json ']],
    ['UTF-16', Buffer.from('{}', 'utf16le'), ['not-json ']],
    ['33 levels', nested(33), ['too-deep' + ' ' + '/0'.repeat(32)]],
    ['a million open brackets', '['.repeat(1_000_000), ['too-deep' + ' ' + '/0'.repeat(32)]],
    ['a string without an end', '{"a": "x\\"', ['not-json ']],
    ['a bad escape', '{"a": "\\x"}', ['not-json ']],
    ['a lonely comma', ',', ['not-json ']],
    ['a closing bracket too many', '{}]}', ['not-json ']],
    ['a million levels', nested(1_000_000), ['too-deep' + ' ' + '/0'.repeat(32)]],
    ['a key twice', '{"a": {"b": 1, "c": 2, "b": 1}}', ['duplicate-key /a/b']],
    ['a key twice, once escaped', '{"a": 1, "\\u0061": 2}', ['duplicate-key /a']],
    ['a key twice in the second element', '[{"a": 1}, {"a": 1, "a": 2}]', ['duplicate-key /1/a']],
    ['__proto__', '{"data": {"__proto__": {"x": 1}}}', ['reserved-key /data']],
    ['__proto__, escaped', '{"\\u005f_proto__": 1}', ['reserved-key ']],
    ['constructor', '{"constructor": 1}', ['reserved-key ']],
    ['prototype', '{"a": [{"prototype": 1}]}', ['reserved-key /a/0']],
    ['a lone high surrogate', '{"a": ["x", "\\ud800"]}', ['lone-surrogate /a/1']],
    ['a lone low surrogate', '{"a": "\\udc00x"}', ['lone-surrogate /a']],
    ['surrogates the wrong way round', '"\\udc00\\ud800"', ['lone-surrogate ']],
    ['a lone surrogate in a key', '{"a": {"\\ud800": 1}}', ['lone-surrogate /a']],
    ['a number beyond a double', '{"a": [0, -1e999]}', ['wrong-format /a/1']],
    [
      'everything at once',
      '{"a": 1, "a": "\\ud800", "constructor": 1e999}',
      ['duplicate-key /a', 'lone-surrogate /a', 'reserved-key ', 'wrong-format /constructor'],
    ],
    ['a sentence for a key, which does not come back', '{"Ann lives at 1 High Street": {"b": 1, "b": 2}}', ['duplicate-key ']],
  ])('refuses %s', (_, input, expected) => {
    expect(found(typeof input === 'string' ? utf8(input) : input)).toEqual(expected)
  })

  it('refuses what is longer than the limit before it looks at it', () => {
    expect(found(utf8('[1, 2, 3]'), { maxBytes: 8 })).toEqual(['too-large '])
  })

  it('reads 2 MB of events in a fraction of a second of processor time', () => {
    const event = {
      a: 'x'.repeat(200),
      people: [{ key: 'P1', name: 'Ann' }],
      details: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`field_${i}`, i])),
    }
    const body = utf8(JSON.stringify(Array.from({ length: 3_500 }, () => event)))
    const times = Array.from({ length: 8 }, () =>
      cpuTime(() => {
        parseJson(body)
      }),
    )
    expect(Math.min(...times)).toBeLessThan(200)
  })
})

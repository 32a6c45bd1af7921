import { describe, expect, it } from '@jest/globals'
import { formatVerifierKey, isKeyName, parseVerifierKey, verifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { logSigner, ORIGIN, witnessSigner } from '../sample-log.ts'

/** Keys of C2SP signed-note, and of transparency-dev/formats. */
const EXAMPLE = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const WITNESS = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'

describe('a verifier key', () => {
  it.each([
    [EXAMPLE, 'example.com/foo', 'note', '530d903a'],
    [WITNESS, 'remora.n621.de', 'cosignature', 'da77ade7'],
  ])('%s is read and written', (text, name, type, id) => {
    const key = parseVerifierKey(text)
    expect(key).toMatchObject({ name, type, id })
    expect(typeof key === 'string' ? key : formatVerifierKey(key)).toBe(text)
  })

  it('has another id for notes than for cosignatures', () => {
    const { publicKey } = logSigner.key
    expect(verifierKey(ORIGIN, 'note', publicKey).id).not.toBe(verifierKey(ORIGIN, 'cosignature', publicKey).id)
    expect(parseVerifierKey(formatVerifierKey(witnessSigner('w').key))).toEqual(witnessSigner('w').key)
  })

  it.each([
    [EXAMPLE.replace('530d903a', '530d903b'), 'wrong-id'],
    [EXAMPLE.replace('example.com/foo', 'example.com/bar'), 'wrong-id'],
    [EXAMPLE.replace('Aek', 'Buk'), 'unknown-type'],
    [EXAMPLE.replace('530d903a', '530D903A'), 'malformed'],
    [EXAMPLE.slice(0, -4), 'malformed'],
    [EXAMPLE.replace('example.com/foo', ''), 'malformed'],
    [EXAMPLE.replace('example.com/foo', 'two words'), 'malformed'],
    ['', 'malformed'],
  ])('is not read from %j: %s', (text, fault) => {
    expect(parseVerifierKey(text)).toBe(fault)
  })

  it('has a name without white space of any kind and without a plus', () => {
    expect(['a', 'log.example/1', 'Ærø', 'a\ufeff'].map(isKeyName)).toEqual([true, true, true, true])
    expect(['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\u2003', '\ud800'].filter(isKeyName)).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import { formatSigningKey, parseSigningKey } from '../../../../core/transparency-log/notes/signing-key.ts'
import { noteSigner } from '../../../../core/transparency-log/notes/signed-note.ts'
import { privateKeyFrom } from '../sample-log.ts'

/** The example of golang.org/x/mod/sumdb/note. */
const EXAMPLE = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const key = { name: 'witness.example/a', type: 'cosignature', privateKey: privateKeyFrom(Buffer.alloc(32, 7)) } as const

describe('a key file', () => {
  it('of Go is read, and written as it was', () => {
    const parsed = parseSigningKey(EXAMPLE)
    if (parsed === undefined) throw new Error('The example is a key')
    expect([parsed.name, parsed.type, formatSigningKey(parsed)]).toEqual(['PeterNeumann', 'note', EXAMPLE])
  })

  it('gives back the key that was written, for what it signs', () => {
    const parsed = parseSigningKey(formatSigningKey(key))
    if (parsed === undefined) throw new Error('What was written is a key')
    const [one, other] = [key, parsed].map(({ name, type, privateKey }) => noteSigner(name, type, privateKey).sign('a\n', 1))
    expect(one).toEqual(other)
  })

  it.each([
    ['', 'nothing'],
    [EXAMPLE.replace('PRIVATE', 'PUBLIC'), 'another beginning'],
    [EXAMPLE.replace('c74f20a3', 'c74f20a4'), 'the id of another key'],
    [EXAMPLE.replace('PeterNeumann', 'Peter Neumann'), 'a name with a space'],
    [EXAMPLE.slice(0, -4), 'a key that is cut'],
    [EXAMPLE.replace('+AYEK', '+BgEK'), 'a key of another type'],
  ])('%j is none: %s', (text) => {
    expect(parseSigningKey(text)).toBeUndefined()
  })
})

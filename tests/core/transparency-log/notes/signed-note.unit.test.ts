import { describe, expect, it } from '@jest/globals'
import {
  formatNote,
  noteSigner,
  openNote,
  parseNote,
  parseSignatureLines,
  signatureLine,
} from '../../../../core/transparency-log/notes/signed-note.ts'
import { parseVerifierKey, verifierKey, type VerifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { logOf, logSigner, NOW, privateKeyFrom, sampleEntries, witnessSigner } from '../sample-log.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')
const known = (text: string): VerifierKey => {
  const key = parseVerifierKey(text)
  if (typeof key === 'string') throw new Error(key)
  return key
}

/** The example of C2SP signed-note. */
const EXAMPLE_KEY = known('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
const EXAMPLE = `This is an example message.

\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`

describe('a signed note', () => {
  it('of the specification is opened, and written as it was', () => {
    expect(openNote(bytes(EXAMPLE), [EXAMPLE_KEY])).toEqual({
      text: 'This is an example message.\n',
      checked: [{ key: EXAMPLE_KEY, time: undefined }],
      unchecked: [],
    })
    const note = parseNote(bytes(EXAMPLE))
    expect(note === undefined ? '' : formatNote(note)).toBe(EXAMPLE)
  })

  it('of the specification, with empty lines in its text, is read', () => {
    const note = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`
    expect(parseNote(bytes(note))?.text.endsWith('\n\ned è subito sera.\n')).toBe(true)
    expect(parseNote(bytes(note))?.signatures.map(({ name, id }) => [name, id])).toEqual([['quasimodo.example/salvatore', '367ba04b']])
  })

  it('has the signature of RFC 8032, test 2, for its key', () => {
    const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex')
    expect(noteSigner('rfc8032.example', 'note', privateKeyFrom(seed)).key.publicKey.toString('hex')).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    )
    expect(noteSigner('rfc8032.example', 'note', privateKeyFrom(seed)).sign('r', 0).signature.toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    )
  })

  it.each([
    ['is not UTF-8', Buffer.concat([Buffer.from([0xff]), bytes(EXAMPLE)])],
    ['has a tab', bytes(EXAMPLE.replace('This', '\t'))],
    ['has a carriage return', bytes(EXAMPLE.replaceAll('\n', '\r\n'))],
    ['has no empty line', bytes(EXAMPLE.replace('\n\n', '\n'))],
    ['has no signature', bytes('text\n\n')],
    ['does not end with a line feed', bytes(EXAMPLE.slice(0, -1))],
    ['has a hyphen for the dash', bytes(EXAMPLE.replace('\u2014', '-'))],
    ['has a name with a plus', bytes(EXAMPLE.replace('example.com/foo', 'example.com+foo'))],
    ['has a signature of four bytes', bytes('text\n\n\u2014 a AAAAAA==\n')],
    ['has base64 without its padding', bytes(EXAMPLE.replace('aQM=', 'aQM'))],
    ['has base64 with unused bits set, which Go takes', bytes(EXAMPLE.replace('aQM=', 'aQN='))],
    ['has 101 signatures', bytes(`text\n\n${'\u2014 a AAAAAAAA\n'.repeat(101)}`)],
  ])('that %s is none', (_, note) => {
    expect(openNote(note, [EXAMPLE_KEY])).toBe('malformed')
  })

  it('with a byte of its text or its signature changed counts for nothing', () => {
    expect(openNote(bytes(EXAMPLE.replace('an example', 'no example')), [EXAMPLE_KEY])).toBe('false-signature')
    expect(openNote(bytes(EXAMPLE.replace('kn8s', 'kn9s')), [EXAMPLE_KEY])).toBe('false-signature')
    // A changed id makes it the signature of nobody known.
    expect(openNote(bytes(EXAMPLE.replace('Uw2Q', 'Vw2Q')), [EXAMPLE_KEY])).toBe('unsigned')
    expect(openNote(bytes(EXAMPLE), [])).toBe('unsigned')
  })

  const text = checkpointText(logOf(sampleEntries(5)).checkpoint)
  const witness = witnessSigner('witness.example/probation')

  it('tells signatures of unknown keys apart, which say nothing', () => {
    const signatures = [logSigner.sign(text, NOW), witness.sign(text, NOW)]
    const opened = openNote(bytes(formatNote({ text, signatures })), [logSigner.key])
    expect(opened).toMatchObject({ checked: [{ key: logSigner.key }], unchecked: [{ name: 'witness.example/probation' }] })
  })

  it('has cosignatures only under keys for cosignatures', () => {
    const note = bytes(formatNote({ text, signatures: [witness.sign(text, NOW)] }))
    expect(openNote(note, [witness.key])).toMatchObject({ checked: [{ time: NOW }] })
    expect(openNote(note, [verifierKey(witness.key.name, 'note', witness.key.publicKey)])).toBe('unsigned')
  })

  it('is refused for one false signature of a known key, also behind a true one of the same', () => {
    const [good, bad] = [witness.sign(text, NOW), witness.sign(`${text}more\n`, NOW)]
    expect(openNote(bytes(formatNote({ text, signatures: [good, bad] })), [witness.key])).toBe('false-signature')
    expect(openNote(bytes(formatNote({ text, signatures: [good, logSigner.sign('x\n', NOW)] })), [witness.key, logSigner.key])).toBe(
      'false-signature',
    )
  })
})

describe('signature lines', () => {
  it('are read as they are written', () => {
    const lines = [logSigner.sign('a\n', NOW), witnessSigner('w').sign('a\n', NOW)]
    expect(parseSignatureLines(lines.map(signatureLine).join(''))).toEqual(lines)
    for (const text of ['', '\n', signatureLine(lines[0] ?? logSigner.sign('', 0)).slice(0, -1), `${lines.map(signatureLine).join('')}x\n`])
      expect(parseSignatureLines(text)).toBeUndefined()
  })
})

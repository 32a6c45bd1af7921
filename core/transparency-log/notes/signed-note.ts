import type { KeyObject } from 'node:crypto'
import { fromBase64 } from './base64.ts'
import { signEd25519, verifiesEd25519 } from './ed25519.ts'
import { cosignedMessage, splitTimed, timed } from './timed-signature.ts'
import { isKeyName, verifierKey, type KeyType, type VerifierKey } from './verifier-key.ts'

/** A signature line of a note: `— <name> <base64 of key id and signature>`. */
export interface NoteSignature {
  readonly name: string
  /** Id of the key, eight hex digits. */
  readonly id: string
  readonly signature: Buffer
}

/** A text, which ends with a line feed, and who signed it. */
export interface SignedNote {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A signature that was checked. `time`: of a cosignature, when it was made, in seconds since 1970. */
export interface CheckedSignature {
  readonly key: VerifierKey
  readonly time: number | undefined
}

/** Why nothing of a note counts: it is none, a signature of a known key is false, or no known key has signed it. */
export type NoteFault = 'malformed' | 'false-signature' | 'unsigned'

/** A note whose text counts. `unchecked`: signatures by keys that are not known; they say nothing. */
export interface OpenedNote {
  readonly text: string
  readonly checked: readonly CheckedSignature[]
  readonly unchecked: readonly NoteSignature[]
}

const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/
const ID_BYTES = 4
/** As many as Go's tools take. */
const MOST_SIGNATURES = 100

function parseLine(line: string): NoteSignature | undefined {
  const [, name = '', text = ''] = LINE.exec(line) ?? []
  const bytes = fromBase64(text)
  if (!isKeyName(name) || bytes === undefined || bytes.length <= ID_BYTES) return undefined
  return { name, id: bytes.subarray(0, ID_BYTES).toString('hex'), signature: bytes.subarray(ID_BYTES) }
}

/** Signature lines, each ending with a line feed, one or more; undefined where a line is none. */
export function parseSignatureLines(text: string): readonly NoteSignature[] | undefined {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MOST_SIGNATURES) return undefined
  const signatures = lines.flatMap((line) => parseLine(line) ?? [])
  return signatures.length === lines.length ? signatures : undefined
}

/** A signature as the line that a note has, with its line feed. */
export const signatureLine = ({ name, id, signature }: NoteSignature): string =>
  `\u2014 ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`

/** The text of UTF-8 bytes without control characters but line feeds; undefined of any others. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return CONTROL.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** Reads a note (C2SP signed-note) and checks nothing of it; undefined where it is none. */
export function parseNote(bytes: Uint8Array): SignedNote | undefined {
  const source = textOf(bytes)
  const end = source?.lastIndexOf('\n\n') ?? -1
  if (source === undefined || end < 0) return undefined
  const signatures = parseSignatureLines(source.slice(end + 2))
  return signatures === undefined ? undefined : { text: source.slice(0, end + 1), signatures }
}

/** A note as it is stored and sent. */
export const formatNote = ({ text, signatures }: SignedNote): string => `${text}\n${signatures.map(signatureLine).join('')}`

/** Signs notes in one way, under one name. Its text must be a checkpoint's where it cosigns. */
export interface NoteSigner {
  readonly key: VerifierKey
  /** `time`: seconds since 1970, of cosignatures. */
  readonly sign: (text: string, time: number) => NoteSignature
}

/** A signer with an Ed25519 private key. Throws a TypeError as `verifierKey` does. */
export function noteSigner(name: string, type: KeyType, privateKey: KeyObject): NoteSigner {
  const key = verifierKey(name, type, privateKey)
  const signatureOf = (text: string, time: number): Buffer =>
    type === 'note' ? signEd25519(privateKey, Buffer.from(text, 'utf8')) : timed(time, signEd25519(privateKey, cosignedMessage(text, time)))
  return { key, sign: (text, time) => ({ name, id: key.id, signature: signatureOf(text, time) }) }
}

/** What a signature by this key says; undefined where it is false. */
function check(key: VerifierKey, text: string, signature: Buffer): CheckedSignature | undefined {
  if (key.type === 'note')
    return verifiesEd25519(key.publicKey, Buffer.from(text, 'utf8'), signature) ? { key, time: undefined } : undefined
  const parts = splitTimed(signature)
  return parts !== undefined && verifiesEd25519(key.publicKey, cosignedMessage(text, parts.time), parts.signature)
    ? { key, time: parts.time }
    : undefined
}

/** Checks a note by known keys. Every signature of a known key must be true, also when a key has signed twice. Never throws. */
export function openNote(bytes: Uint8Array, keys: readonly VerifierKey[]): OpenedNote | NoteFault {
  const note = parseNote(bytes)
  if (note === undefined) return 'malformed'
  const checked: CheckedSignature[] = []
  const unchecked: NoteSignature[] = []
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id)
    if (key === undefined) {
      unchecked.push(signature)
      continue
    }
    const said = check(key, note.text, signature.signature)
    if (said === undefined) return 'false-signature'
    checked.push(said)
  }
  return checked.length === 0 ? 'unsigned' : { text: note.text, checked, unchecked }
}

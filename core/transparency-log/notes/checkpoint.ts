import { HASH_BYTES } from '../merkle/hash.ts'
import { fromBase64, fromDecimal } from './base64.ts'
import { formatNote, openNote, parseNote, type NoteFault, type NoteSigner, type OpenedNote } from './signed-note.ts'
import type { VerifierKey } from './verifier-key.ts'

/** What a log says of itself when it signs: so many leaves, with this root. */
export interface Checkpoint {
  /** Name of the log, the first line. */
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Buffer
  /** Further lines. Ours has none. */
  readonly extensions: readonly string[]
}

/** The text that is signed (C2SP tlog-checkpoint): origin, size, root in base64, a line each. */
export const checkpointText = ({ origin, size, root, extensions }: Checkpoint): string =>
  [origin, String(size), root.toString('base64'), ...extensions, ''].join('\n')

/** Reads the text of a checkpoint; undefined where it is none. Sizes are at most 2^53 − 1. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n')
  const [size, root] = [fromDecimal(sizeText), fromBase64(rootText)]
  const extensions = rest.slice(0, -1)
  if (rest.at(-1) !== '' || origin === '' || extensions.includes('')) return undefined
  return size === undefined || root?.length !== HASH_BYTES ? undefined : { origin, size, root, extensions }
}

/** The checkpoint of a note whose signatures nobody has checked; undefined where it is none. */
export function readCheckpoint(note: Uint8Array): Checkpoint | undefined {
  const parsed = parseNote(note)
  return parsed === undefined ? undefined : parseCheckpoint(parsed.text)
}

/** A checkpoint signed by its log, as it is served. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner, time: number): string {
  const text = checkpointText(checkpoint)
  return formatNote({ text, signatures: [signer.sign(text, time)] })
}

/** Checks a checkpoint by known keys, of logs and of witnesses. */
export function openCheckpoint(
  note: Uint8Array,
  keys: readonly VerifierKey[],
): (OpenedNote & { readonly checkpoint: Checkpoint }) | NoteFault {
  const opened = openNote(note, keys)
  if (typeof opened === 'string') return opened
  const checkpoint = parseCheckpoint(opened.text)
  return checkpoint === undefined ? 'malformed' : { ...opened, checkpoint }
}

import { open } from 'node:fs/promises'
import { ImportError } from './errors.ts'

/** Encodings that a mapping may name. */
export const ENCODINGS = ['utf8', 'windows-1252', 'latin1', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** How the bytes of a file are text. */
export interface FileEncoding {
  readonly encoding: Encoding
  /** Its byte-order mark; empty where it has none. */
  readonly mark: Buffer
}

const MARKS: readonly FileEncoding[] = [
  { encoding: 'utf8', mark: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf-16le', mark: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf-16be', mark: Buffer.from([0xfe, 0xff]) },
]
const LONGEST_MARK = 3

/** The encoding of a file: that of its byte-order mark, or, where it has none, the one that the mapping states. Rejects with ImportError `file`. */
export async function encodingOf(file: string, stated: Encoding): Promise<FileEncoding> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_MARK), 0, LONGEST_MARK, 0)
      const begin = buffer.subarray(0, bytesRead)
      return MARKS.find(({ mark }) => begin.subarray(0, mark.length).equals(mark)) ?? { encoding: stated, mark: Buffer.alloc(0) }
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw new ImportError('file', 'The file cannot be read.', { cause })
  }
}

export const isUtf16 = (encoding: Encoding): boolean => encoding === 'utf-16le' || encoding === 'utf-16be'

const decoderOf = (encoding: Encoding): InstanceType<typeof TextDecoder> =>
  new TextDecoder(encoding === 'utf8' ? 'utf-8' : encoding, { ignoreBOM: true })

/** Every byte of Windows-1252 as text, the other way around. What the encoding lacks is a question mark. */
const windows1252 = new Map(
  Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))).map((character, byte) => [
    character,
    byte,
  ]),
)
const latin1 = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]))
const QUESTION_MARK = 0x3f
const oneByteEach = (text: string, bytes: ReadonlyMap<string, number>): Buffer =>
  Buffer.from(Array.from(text, (character) => bytes.get(character) ?? QUESTION_MARK))

/** A text's bytes in an encoding. */
function encoded(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text)
    case 'windows-1252':
      return oneByteEach(text, windows1252)
    case 'latin1':
      return oneByteEach(text, latin1)
    case 'utf-16le':
      return Buffer.from(text, 'utf16le')
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16()
  }
}

/**
 * What is read of a file are its own bytes, each as one character (a "byte string"), so that a cell can be written as it was, whatever is wrong with it. Of
 * UTF-16, whose marks are no single bytes, they are those of UTF-8. `text` decodes such a string, `bytesOf` is its reverse, `toFile` gives what stands in a file.
 */
export interface ByteStrings {
  readonly text: (bytes: string) => string
  readonly bytesOf: (text: string) => string
  readonly toFile: (bytes: string) => Buffer
}

const ASCII = /^[\0-\x7f]*$/

export function byteStringsOf(encoding: Encoding): ByteStrings {
  const inner = isUtf16(encoding) ? 'utf8' : encoding
  const decoder = decoderOf(inner)
  const text = (bytes: string): string => {
    if (ASCII.test(bytes)) return bytes
    // The decoder of that name is the one of Windows-1252 (Encoding Standard).
    return inner === 'latin1' ? bytes : decoder.decode(Buffer.from(bytes, 'latin1'))
  }
  return {
    text,
    bytesOf: (words) => encoded(words, inner).toString('latin1'),
    toFile: (bytes) => (isUtf16(encoding) ? encoded(text(bytes), encoding) : Buffer.from(bytes, 'latin1')),
  }
}

/** A file's bytes, those of UTF-16 as UTF-8. */
export async function* bytesIn(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (!isUtf16(encoding)) {
    yield* chunks
    return
  }
  const decoder = decoderOf(encoding)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

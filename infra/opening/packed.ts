/** Sealed parts as one run of bytes to a thread that opens them, and what came out as one run back. Numbers are 4 bytes, little-endian. */
import type { SealedPart } from '../../core/sealing/open-each.ts'

const KEY_BYTES = 32
const NUMBER_BYTES = 4
/** Numbers of a part: of its two keys, and the lengths of its associated data and of its sealed bytes. */
const PART_NUMBERS = 4
/** In place of the number of a key, or of a length: there is none. */
const NONE = 0xffffffff

export type Packed = Uint8Array<ArrayBuffer>

const bufferOver = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength)

/** Numbers of keys: the same object is one key. */
function numbered(parts: readonly SealedPart[]): ReadonlyMap<Uint8Array, number> {
  const numbers = new Map<Uint8Array, number>()
  const add = (key: Uint8Array | undefined): void => {
    if (key !== undefined && !numbers.has(key)) numbers.set(key, numbers.size)
  }
  for (const { ofScope, ofEvent } of parts) {
    add(ofScope)
    add(ofEvent)
  }
  return numbers
}

/** Keys, each once, then the parts. In a buffer of its own, to be handed over and filled with zeros. */
export function packParts(parts: readonly SealedPart[]): Packed {
  const numbers = numbered(parts)
  const lengths = parts.map(({ aad }) => Buffer.byteLength(aad, 'utf8'))
  const content = parts.reduce((total, { sealed }, at) => total + sealed.length + (lengths[at] ?? 0), 0)
  const packed = new Uint8Array(NUMBER_BYTES * (2 + PART_NUMBERS * parts.length) + KEY_BYTES * numbers.size + content)
  const bytes = bufferOver(packed)
  let at = bytes.writeUInt32LE(parts.length, bytes.writeUInt32LE(numbers.size, 0))
  for (const key of numbers.keys()) {
    bytes.set(key, at)
    at += KEY_BYTES
  }
  parts.forEach(({ ofScope, ofEvent, aad, sealed }, index) => {
    const own = ofEvent === undefined ? NONE : (numbers.get(ofEvent) ?? NONE)
    for (const number of [numbers.get(ofScope) ?? NONE, own, lengths[index] ?? 0, sealed.length]) at = bytes.writeUInt32LE(number, at)
    at += bytes.write(aad, at, 'utf8')
    bytes.set(sealed, at)
    at += sealed.length
  })
  return packed
}

/** The parts of packed bytes; they are views of them. */
export function unpackParts(packed: Packed): readonly SealedPart[] {
  const bytes = bufferOver(packed)
  let at = 0
  const number = (): number => {
    at += NUMBER_BYTES
    return bytes.readUInt32LE(at - NUMBER_BYTES)
  }
  const run = (length: number): Buffer => {
    at += length
    return bytes.subarray(at - length, at)
  }
  const [keyCount, partCount] = [number(), number()]
  const keys = Array.from({ length: keyCount }, () => run(KEY_BYTES))
  return Array.from({ length: partCount }, () => {
    const [scope, own, aadLength, sealedLength] = [number(), number(), number(), number()]
    const ofScope = keys[scope]
    if (ofScope === undefined) throw new RangeError('A part without a key')
    return { ofScope, ofEvent: own === NONE ? undefined : keys[own], aad: run(aadLength).toString('utf8'), sealed: run(sealedLength) }
  })
}

/** What came out of each part, behind its length. In a buffer of its own, to be handed over. */
export function packOpened(opened: readonly (Uint8Array | undefined)[]): Packed {
  const packed = new Uint8Array(opened.reduce((total, one) => total + NUMBER_BYTES + (one?.length ?? 0), 0))
  const bytes = bufferOver(packed)
  let at = 0
  for (const one of opened) {
    at = bytes.writeUInt32LE(one?.length ?? NONE, at)
    if (one === undefined) continue
    bytes.set(one, at)
    at += one.length
  }
  return packed
}

/** What came out of each part; undefined where it did not open. They are views of the bytes. */
export function unpackOpened(packed: Packed): readonly (Buffer | undefined)[] {
  const bytes = bufferOver(packed)
  const opened: (Buffer | undefined)[] = []
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32LE(at)
    at += NUMBER_BYTES
    if (length === NONE) opened.push(undefined)
    else opened.push(bytes.subarray(at, (at += length)))
  }
  return opened
}

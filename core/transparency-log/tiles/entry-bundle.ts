/** The longest entry that a bundle can hold: its length has two bytes. */
export const LONGEST_ENTRY = 0xffff

const LENGTH_BYTES = 2

/** Entries one after the other, each behind its length in two bytes, big-endian (C2SP tlog-tiles). Throws a RangeError for one over 65,535 bytes. */
export function entryBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new RangeError('An entry has at most 65,535 bytes')
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt16BE(entry.length)
      return [length, entry]
    }),
  )
}

/** The entries of a bundle; undefined where its bytes do not end with an entry. */
export function parseEntryBundle(bytes: Uint8Array): readonly Buffer[] | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Buffer[] = []
  for (let at = 0; at < source.length;) {
    if (at + LENGTH_BYTES > source.length) return undefined
    const start = at + LENGTH_BYTES
    const end = start + source.readUInt16BE(at)
    if (end > source.length) return undefined
    entries.push(source.subarray(start, end))
    at = end
  }
  return entries
}

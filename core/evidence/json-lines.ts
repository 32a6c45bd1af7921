/** The lines of a file of JSON lines; undefined in the place of one that is no JSON object. */
export function parseLines(bytes: Uint8Array): readonly (Readonly<Record<string, unknown>> | undefined)[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => {
    try {
      const value: unknown = JSON.parse(line)
      return isObject(value) ? value : undefined
    } catch {
      return undefined
    }
  })
}

/** Whether a parsed value is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values as JSON lines. */
export const formatLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')

import { formatNote, openNote, parseNote, parseSignatureLines } from '../notes/signed-note.ts'
import type { VerifierKey } from '../notes/verifier-key.ts'

/**
 * A signed checkpoint with what a witness has answered to it: the true cosignatures of known keys are added, others are left out. Undefined where
 * none is true, or the answer is not signature lines.
 */
export function withCosignatures(note: string, answer: string, witnesses: readonly VerifierKey[]): string | undefined {
  const [parsed, added] = [parseNote(Buffer.from(note, 'utf8')), parseSignatureLines(answer)]
  if (parsed === undefined || added === undefined) return undefined
  const isTrue = (signature: (typeof added)[number]): boolean => {
    const alone = formatNote({ text: parsed.text, signatures: [signature] })
    return typeof openNote(Buffer.from(alone, 'utf8'), witnesses) !== 'string'
  }
  const good = added.filter(isTrue)
  // One cosignature of a key: the newest.
  const others = parsed.signatures.filter(({ name, id }) => !good.some((one) => one.name === name && one.id === id))
  return good.length === 0 ? undefined : formatNote({ text: parsed.text, signatures: [...others, ...good] })
}

import { parseVerifierKey, type KeyFault, type VerifierKey } from '../notes/verifier-key.ts'

/** The logs that a witness cosigns for: the keys that it trusts, by origin. A log has several while it changes its key. */
export type KnownLogs = ReadonlyMap<string, readonly VerifierKey[]>

/** What is wrong with one of the lines, counted from 1. */
export interface KnownLogsFault {
  readonly line: number
  readonly code: 'not-allowed-here' | 'wrong-key-type' | 'duplicate-key' | KeyFault
}

/** The logs of keys. A log's origin is its key's name (C2SP tlog-checkpoint). */
export function knownLogs(keys: readonly VerifierKey[]): KnownLogs {
  return Map.groupBy(keys, ({ name }) => name)
}

/** Reads lines `log <verifier key>`, as a policy has them (C2SP tlog-policy); empty lines, and those that begin with #, say nothing. */
export function parseKnownLogs(text: string): readonly VerifierKey[] | readonly KnownLogsFault[] {
  const keys: VerifierKey[] = []
  const take = (line: string): KnownLogsFault['code'] | undefined => {
    const [word, key = '', ...more] = line.split(/[ \t]+/)
    if (word !== 'log' || more.length > 0) return 'not-allowed-here'
    const parsed = parseVerifierKey(key)
    if (typeof parsed === 'string') return parsed
    if (parsed.type !== 'note') return 'wrong-key-type'
    if (keys.some(({ name, id }) => name === parsed.name && id === parsed.id)) return 'duplicate-key'
    keys.push(parsed)
    return undefined
  }
  const faults = text.split('\n').flatMap((raw, at): readonly KnownLogsFault[] => {
    const line = raw.trim()
    const code = line === '' || line.startsWith('#') ? undefined : take(line)
    return code === undefined ? [] : [{ line: at + 1, code }]
  })
  return faults.length > 0 ? faults : keys
}

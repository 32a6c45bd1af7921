import { openCheckpoint, type Checkpoint } from '../notes/checkpoint.ts'
import type { NoteFault } from '../notes/signed-note.ts'
import { parseVerifierKey, type KeyFault, type VerifierKey } from '../notes/verifier-key.ts'

/** Whose signatures a checkpoint must have (C2SP tlog-policy). */
export interface LogPolicy {
  /** Any one of these logs may have signed. */
  readonly logs: readonly VerifierKey[]
  /** By the names that the policy gives them. */
  readonly witnesses: ReadonlyMap<string, VerifierKey>
  /** By the same names: where a witness is asked, without a slash at the end. One that has no address is not asked. */
  readonly urls: ReadonlyMap<string, string>
  /** By name: how many of the members, which are witnesses and groups, must have witnessed. */
  readonly groups: ReadonlyMap<string, { readonly least: number; readonly members: readonly string[] }>
  /** Name of the witness or group that must have witnessed; undefined when none need. */
  readonly quorum: string | undefined
}

/** What is wrong with a line, counted from 1. */
export interface PolicyFault {
  readonly line: number
  readonly code:
    | 'not-allowed-here'
    | 'name-taken'
    | 'name-unknown'
    | 'member-twice'
    | 'threshold'
    | 'duplicate-key'
    | 'wrong-key-type'
    | 'wrong-url'
    | KeyFault
}

const NONE = 'none'
const CHARACTERS = /^[\t\n\u0020-\u007e\u0080-\u00ff]*$/

/** Octets, as the format takes them: a character each. Keys have names in UTF-8. */
const keyFrom = (octets: string): VerifierKey | KeyFault => parseVerifierKey(Buffer.from(octets, 'latin1').toString('utf8'))

/** The address of a witness without slashes at its end; undefined of a text that is none, or says more than where it is. */
function addressFrom(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url !== undefined && ['http:', 'https:'].includes(url.protocol) && !/[?#@]/.test(text)
  return isPlain ? url.href.replace(/\/+$/, '') : undefined
}

/** Reads a policy file. A key whose signatures we cannot check is a fault: it would be left out without a word. */
export function parsePolicy(bytes: Uint8Array): LogPolicy | readonly PolicyFault[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const [logs, witnesses] = [[] as VerifierKey[], new Map<string, VerifierKey>()]
  const urls = new Map<string, string>()
  const groups = new Map<string, { least: number; members: readonly string[] }>()
  const taken = new Set<string>()
  const quorums: (string | undefined)[] = []
  const isKnown = (name: string): boolean => witnesses.has(name) || groups.has(name)

  const key = (octets: string, type: VerifierKey['type'], others: Iterable<VerifierKey>): VerifierKey | PolicyFault['code'] => {
    const parsed = keyFrom(octets)
    if (typeof parsed === 'string') return parsed
    if (parsed.type !== type) return 'wrong-key-type'
    return [...others].some(({ publicKey }) => publicKey.equals(parsed.publicKey)) ? 'duplicate-key' : parsed
  }
  const takeWitness = (name: string, octets: string, at: string | undefined): PolicyFault['code'] | undefined => {
    if (name === NONE || isKnown(name)) return 'name-taken'
    const parsed = key(octets, 'cosignature', witnesses.values())
    if (typeof parsed === 'string') return parsed
    const address = at === undefined ? undefined : addressFrom(at)
    if (at !== undefined && address === undefined) return 'wrong-url'
    witnesses.set(name, parsed)
    if (address !== undefined) urls.set(name, address)
    return undefined
  }
  const takeGroup = (name: string, threshold: string, members: readonly string[]): PolicyFault['code'] | undefined => {
    if (name === NONE || isKnown(name)) return 'name-taken'
    if (!members.every(isKnown)) return 'name-unknown'
    if (members.some((member, at) => taken.has(member) || members.indexOf(member) !== at)) return 'member-twice'
    const least = threshold === 'all' ? members.length : threshold === 'any' ? 1 : /^\d{1,4}$/.test(threshold) ? Number(threshold) : 0
    if (least < 1 || least > members.length) return 'threshold'
    for (const member of members) taken.add(member)
    groups.set(name, { least, members })
    return undefined
  }
  const take = (words: readonly string[]): PolicyFault['code'] | undefined => {
    const [kind, first, second, ...rest] = words
    if (kind === 'log' && first !== undefined && rest.length === 0) {
      const parsed = key(first, 'note', logs)
      if (typeof parsed === 'string') return parsed
      logs.push(parsed)
      return undefined
    }
    if (kind === 'witness' && first !== undefined && second !== undefined && rest.length <= 1) return takeWitness(first, second, rest[0])
    if (kind === 'group' && first !== undefined && second !== undefined && rest.length > 0) return takeGroup(first, second, rest)
    if (kind === 'quorum' && first !== undefined && second === undefined && quorums.length === 0) {
      if (first !== NONE && !isKnown(first)) return 'name-unknown'
      quorums.push(first === NONE ? undefined : first)
      return undefined
    }
    return 'not-allowed-here'
  }

  const lines = text.split('\n')
  const faults = lines.flatMap((line, at): readonly PolicyFault[] => {
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0]?.startsWith('#') === true) return []
    const code = CHARACTERS.test(line) ? take(words) : 'not-allowed-here'
    return code === undefined ? [] : [{ line: at + 1, code }]
  })
  if (faults.length > 0) return faults
  if (quorums.length === 0) return [{ line: lines.length, code: 'not-allowed-here' }]
  return { logs, witnesses, urls, groups, quorum: quorums[0] }
}

/** Whether enough have witnessed, of those whom the policy names. */
export function isQuorum({ witnesses, groups, quorum }: LogPolicy, witnessed: ReadonlySet<string>): boolean {
  const has = (name: string): boolean => {
    const group = groups.get(name)
    return group === undefined ? witnesses.has(name) && witnessed.has(name) : group.members.filter(has).length >= group.least
  }
  return quorum === undefined || has(quorum)
}

/** Names of the witnesses on which the quorum can depend. */
export function quorumWitnesses({ witnesses, groups, quorum }: LogPolicy): readonly string[] {
  const below = (name: string): readonly string[] => groups.get(name)?.members.flatMap(below) ?? (witnesses.has(name) ? [name] : [])
  return quorum === undefined ? [] : below(quorum)
}

/** A checkpoint that a log of the policy has signed. */
export interface PolicyCheckpoint {
  readonly checkpoint: Checkpoint
  /** Witnesses whose true cosignature it has, by the policy's names, with when they made it, in seconds since 1970. */
  readonly witnesses: ReadonlyMap<string, number>
  readonly isQuorum: boolean
}

/** Checks a checkpoint by a policy: that the log of its origin has signed it, and who has witnessed it. */
export function openUnderPolicy(note: Uint8Array, policy: LogPolicy): PolicyCheckpoint | NoteFault {
  const opened = openCheckpoint(note, [...policy.logs, ...policy.witnesses.values()])
  if (typeof opened === 'string') return opened
  const { checkpoint, checked } = opened
  // INVARIANT: a log speaks for itself alone; another log of the policy signs nothing of this origin.
  if (!checked.some(({ key }) => key.type === 'note' && key.name === checkpoint.origin)) return 'unsigned'
  const witnesses = new Map(
    [...policy.witnesses].flatMap(([name, { id, name: keyName }]) => {
      const times = checked.flatMap(({ key, time }) => (key.id === id && key.name === keyName && time !== undefined ? [time] : []))
      return times.length === 0 ? [] : [[name, Math.max(...times)] as const]
    }),
  )
  return { checkpoint, witnesses, isQuorum: isQuorum(policy, new Set(witnesses.keys())) }
}

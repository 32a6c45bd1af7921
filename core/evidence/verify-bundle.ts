import { formatVerifierKey } from '../transparency-log/notes/verifier-key.ts'
import { bundlesOf, TILE_WIDTH } from '../transparency-log/tiles/tile.ts'
import { isFault, readEntries } from '../transparency-log/verify/files.ts'
import { verifyLog, type LogVerdict } from '../transparency-log/verify/log.ts'
import { verifyLeaves } from '../transparency-log/verify/selection.ts'
import { parsePolicy, type LogPolicy } from '../transparency-log/witness/policy.ts'
import type { BundleFault } from './fault.ts'
import { BUNDLE, FORMAT, type BundleFiles, type Manifest } from './files.ts'
import { parseLines } from './json-lines.ts'
import { firstBackDated, type DatedTree } from './known-trees.ts'
import { recordLineFrom, type RecordLine } from './record-line.ts'
import { checkSums } from './sums.ts'
import { verifyPolicies } from './verify-policies.ts'
import { firstWithoutRecord, verifyRecords } from './verify-records.ts'

/** What a bundle is held to beside itself. Each is worth what the way is worth by which it came. */
export interface HeldTo {
  /** Keys and quorum that were had in another way than by the bundle; undefined: those of the bundle. */
  readonly policy: LogPolicy | undefined
  /** Trees that a witness or minutes have of the log. */
  readonly known: readonly DatedTree[]
}

export interface BundleVerdict {
  /** What is wrong; where to begin is first. Empty: all of it holds. */
  readonly faults: readonly BundleFault[]
  readonly manifest: Manifest | undefined
  /** Keys and quorum that it was held to; undefined where there are none. */
  readonly policy: LogPolicy | undefined
  /** What was signed, and by whom; undefined where no log of the policy has. */
  readonly signed: LogVerdict['signed']
  /** Records that were read. */
  readonly records: number
  /** Values that were made commitments of again, and those that are not given. */
  readonly values: { readonly given: number; readonly withheld: number }
}

const NOTHING = { manifest: undefined, policy: undefined, signed: undefined, records: 0, values: { given: 0, withheld: 0 } }

/**
 * Checks a bundle of evidence from its files alone: signatures, witnesses, tree, that each record is the leaf that the log has, that each given value is what its record commits to, the
 * files of each policy, which was in force, and the sums. Pure, without network.
 */
export function verifyBundle(files: BundleFiles, held: HeldTo): BundleVerdict {
  const sums = checkSums(files)
  const manifest = manifestOf(files)
  if (manifest === undefined) return { ...NOTHING, faults: [{ code: 'file-malformed', path: BUNDLE.manifest }, ...sums] }
  const policy = held.policy ?? quorumOf(files)
  if (policy === undefined) return { ...NOTHING, manifest, faults: [{ code: 'quorum-unreadable', path: BUNDLE.quorum }, ...sums] }
  const { lines, faults: ofLines } = recordsOf(files)
  const log = manifest.mode === 'whole' ? wholeLog(files, policy, held.known) : someLeaves(files, policy, held.known)
  const size = log.signed?.checkpoint.size ?? 0
  const backDated = firstBackDated(log.entries, held.known)
  const faults = [
    ...log.faults,
    ...(backDated === undefined ? [] : [backDated]),
    ...ofLines,
    ...verifyRecords(lines, (leaf) => log.entries.get(leaf)),
    ...(manifest.mode === 'whole' && ofLines.length === 0 ? firstWithoutRecord(lines, size) : []),
    ...verifyPolicies(files, lines),
    ...keysFault(files),
    ...sums,
  ]
  const openings = lines.flatMap((line) => Object.values(line.openings))
  const withheld = openings.filter((opening) => 'withheld' in opening).length
  return { faults, manifest, policy, signed: log.signed, records: lines.length, values: { given: openings.length - withheld, withheld } }
}

function manifestOf({ read }: BundleFiles): Manifest | undefined {
  const [manifest] = parseLines(read(BUNDLE.manifest) ?? Buffer.alloc(0))
  const isOurs = manifest?.format === FORMAT && (manifest.mode === 'whole' || manifest.mode === 'selection')
  return isOurs ? (manifest as unknown as Manifest) : undefined
}

function quorumOf({ read }: BundleFiles): LogPolicy | undefined {
  const parsed = parsePolicy(read(BUNDLE.quorum) ?? Buffer.alloc(0))
  return 'logs' in parsed ? parsed : undefined
}

/** The list of keys is for programs that read no quorum files: it must be of the same keys. */
function keysFault(files: BundleFiles): readonly BundleFault[] {
  const quorum = quorumOf(files)
  if (quorum === undefined) return [{ code: 'quorum-unreadable', path: BUNDLE.quorum }]
  const listed = Buffer.from(files.read(BUNDLE.keys) ?? []).toString('utf8')
  return listed === keysFile(quorum) ? [] : [{ code: 'keys-differ', path: BUNDLE.keys }]
}

/** The list of the keys of logs and witnesses, a line each, as programs of others take them. */
export const keysFile = ({ logs, witnesses }: LogPolicy): string =>
  [...logs, ...witnesses.values()].map((key) => `${formatVerifierKey(key)}\n`).join('')

function recordsOf({ read }: BundleFiles): { readonly lines: readonly RecordLine[]; readonly faults: readonly BundleFault[] } {
  const bytes = read(BUNDLE.records)
  if (bytes === undefined) return { lines: [], faults: [{ code: 'file-missing', path: BUNDLE.records }] }
  const parsed = parseLines(bytes).map(recordLineFrom)
  const faults = parsed.flatMap((line, at): readonly BundleFault[] =>
    line === undefined ? [{ code: 'line-malformed', path: BUNDLE.records, line: at + 1 }] : [],
  )
  return { lines: parsed.filter((line) => line !== undefined), faults }
}

/** A log's verdict, with its entries by place. */
interface Found {
  readonly faults: readonly BundleFault[]
  readonly signed: LogVerdict['signed']
  readonly entries: ReadonlyMap<number, Uint8Array>
}

function wholeLog({ read }: BundleFiles, policy: LogPolicy, known: readonly DatedTree[]): Found {
  const { faults, signed } = verifyLog(read, policy, known)
  const entries = new Map<number, Uint8Array>()
  for (const place of bundlesOf(signed?.checkpoint.size ?? 0)) {
    const found = readEntries(read, place)
    if (!isFault(found)) for (const [at, entry] of found.entries()) entries.set(place.index * TILE_WIDTH + at, entry)
  }
  return { faults, signed, entries }
}

function someLeaves({ read }: BundleFiles, policy: LogPolicy, known: readonly DatedTree[]): Found {
  const bytes = read(BUNDLE.leaves)
  if (bytes === undefined) return { faults: [{ code: 'file-missing', path: BUNDLE.leaves }], signed: undefined, entries: new Map() }
  const entries = new Map<number, Uint8Array>()
  const malformed: BundleFault[] = []
  for (const [at, line] of parseLines(bytes).entries()) {
    const { leaf, entry } = line ?? {}
    if (typeof leaf === 'number' && Number.isSafeInteger(leaf) && leaf >= 0 && typeof entry === 'string' && !entries.has(leaf))
      entries.set(leaf, Buffer.from(entry, 'utf8'))
    else malformed.push({ code: 'line-malformed', path: BUNDLE.leaves, line: at + 1 })
  }
  const { faults, signed } = verifyLeaves(read, policy, { path: BUNDLE.leaves, leaves: entries }, known)
  return { faults: [...faults, ...malformed], signed, entries }
}

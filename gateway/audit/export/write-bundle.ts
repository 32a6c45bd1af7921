import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { auditEvent } from '../../../core/fhir/audit-event.ts'
import { BUNDLE, FORMAT, type Manifest } from '../../../core/evidence/files.ts'
import { formatLines } from '../../../core/evidence/json-lines.ts'
import { readmeText } from '../../../core/evidence/readme.ts'
import { clearPartOf, recordLineJson } from '../../../core/evidence/record-line.ts'
import { summing, type BundleSink } from '../../../core/evidence/sink.ts'
import { keysFile } from '../../../core/evidence/verify-bundle.ts'
import { leafOfClear } from '../../../core/transparency-log/leaf.ts'
import { leafHash } from '../../../core/transparency-log/merkle/hash.ts'
import { readCheckpoint, type Checkpoint } from '../../../core/transparency-log/notes/checkpoint.ts'
import { CHECKPOINT_PATH } from '../../../core/transparency-log/verify/log.ts'
import { parsePolicy, type LogPolicy } from '../../../core/transparency-log/witness/policy.ts'
import { openSaltedRecords, withoutSalts } from '../../../infra/access-log/open-records.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { hash } from 'node:crypto'
import type { AccessLog } from '../access-log.ts'
import { chosenBy, isWhole, type Chosen } from './ask.ts'
import { isInRange, isMeant } from './choose.ts'
import { copyLogFiles, logFilesOf } from './log-files.ts'
import { givenOpenings, type Exporter } from './openings.ts'
import { ExportRefused } from './refused.ts'
import type { ControlRelease } from './releases.ts'

export interface BundleDeps {
  readonly accessLog: Pick<AccessLog, 'read'>
  readonly vault: Vault
  readonly logStore: Pick<TransparencyLogStore, 'file' | 'indexesOf'>
}

/** What a bundle is made of beside the records. */
export interface BundleParts {
  /** The signed checkpoint that the bundle is under, with the witnesses' cosignatures. */
  readonly checkpoint: string
  /** The quorum file (C2SP tlog-policy), as bytes. */
  readonly quorum: Uint8Array
  readonly releases: readonly ControlRelease[]
  /** The verifiers, by their path in the bundle. */
  readonly programs: ReadonlyMap<string, Uint8Array>
  /** ISO 8601 in UTC. */
  readonly made: string
  /** Id of the access record of the export. */
  readonly record: string
}

export interface BundleCounts {
  readonly records: number
  /** Leaves of the log that the bundle is under. */
  readonly size: number
}

const CHUNK = 1_000
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')
const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** A bundle's quorum and checkpoint, read. Throws a TypeError for what is none: both are our own. */
function readParts({ checkpoint, quorum }: BundleParts): { readonly tree: Checkpoint; readonly policy: LogPolicy } {
  const [tree, policy] = [readCheckpoint(utf8(checkpoint)), parsePolicy(quorum)]
  if (tree === undefined || !('logs' in policy)) throw new TypeError('The bundle has no checkpoint, or no quorum file')
  return { tree, policy }
}

/** Writes a bundle of evidence; resolves with what is in it. Throws ExportRefused. Memory: some bytes a record; records are read and written a thousand at a time. */
export async function writeBundle(
  deps: BundleDeps,
  chosen: Chosen,
  exporter: Exporter,
  parts: BundleParts,
  into: BundleSink,
): Promise<BundleCounts> {
  const { tree, policy } = readParts(parts)
  const sink = summing(into)
  const whole = isWhole(chosen.ask)
  const context = { origin: tree.origin, size: tree.size, root: tree.root.toString('base64'), export: parts.record }
  const leaves = new Set<number>()
  const policies = new Set<string>()
  for await (const records of recordsOf(deps.accessLog, isInRange(chosen))) {
    const placed = await placedIn(deps.logStore, records, tree.size)
    const opened = await openSaltedRecords(
      deps.vault,
      placed.map((one) => one.record),
    )
    for (const [at, { record: one, leaf, sealed, entry }] of placed.entries()) {
      const values = opened[at]
      if (values === undefined || leaves.has(leaf) || !isMeant(chosen, withoutSalts(values))) continue
      leaves.add(leaf)
      policies.add(one.policy)
      const line = { leaf, record: clearPartOf(one), sealed, openings: givenOpenings(chosen, exporter, values) }
      await sink.append(BUNDLE.records, utf8(formatLines([recordLineJson(line)])))
      if (chosen.ask.fhir === true) await sink.append(BUNDLE.fhir, utf8(formatLines([auditEvent(line, context)])))
      if (!whole) await sink.append(BUNDLE.leaves, utf8(formatLines([{ leaf, entry: entry.toString('utf8') }])))
    }
  }
  if (leaves.size === 0 && !whole) throw new ExportRefused('nothing-found')
  if (leaves.size === 0) await sink.append(BUNDLE.records, Buffer.alloc(0))
  await sink.append(CHECKPOINT_PATH, utf8(parts.checkpoint))
  await copyLogFiles(deps.logStore, sink, logFilesOf(tree.size, whole ? undefined : leaves))
  await putPolicies(sink, parts.releases, policies)
  await putTexts(sink, chosen, parts, { tree, policy, records: leaves.size })
  await sink.end()
  return { records: leaves.size, size: tree.size }
}

/** The records of the log that are wanted, a chunk at a time. One that cannot be read is in no bundle, and a whole log then says that it is missing. */
async function* recordsOf(
  { read }: Pick<AccessLog, 'read'>,
  isWanted: (record: AccessRecord) => boolean,
): AsyncGenerator<readonly AccessRecord[]> {
  for (let from = 0; ;) {
    const entries = await read(from, CHUNK)
    const last = entries.at(-1)
    if (last === undefined) return
    from = last.offset + 1
    yield entries.flatMap(({ record }) => (record !== undefined && isWanted(record) ? [record] : []))
  }
}

/** Records with their leaves, of those that the tree of that size has. */
async function placedIn({ indexesOf }: Pick<TransparencyLogStore, 'indexesOf'>, records: readonly AccessRecord[], size: number) {
  const made = records.map((record) => {
    const sealed = { actor: sha256(record.opening_actor), case: sha256(record.opening_case) }
    const entry = leafOfClear(record, sealed)
    return { record, sealed, entry, hash: leafHash(entry) }
  })
  const indexes = await indexesOf(made.map((one) => one.hash))
  return made.flatMap((one) => {
    const leaf = indexes.get(one.hash.toString('hex'))
    return leaf === undefined || leaf >= size ? [] : [{ ...one, leaf }]
  })
}

async function putPolicies(sink: BundleSink, releases: readonly ControlRelease[], named: ReadonlySet<string>): Promise<void> {
  await sink.append(
    BUNDLE.releases,
    utf8(formatLines(releases.map(({ sequence, chain, policy, at }) => ({ sequence, chain, policy, at })))),
  )
  for (const policy of named) {
    const release = releases.find((one) => one.policy === policy)
    for (const { path, content } of release?.files ?? []) await sink.append(`${BUNDLE.policies}${policy}/${path}`, content)
  }
}

async function putTexts(
  sink: BundleSink,
  { ask }: Chosen,
  { quorum, programs, made, record }: BundleParts,
  { tree, policy, records }: { readonly tree: Checkpoint; readonly policy: LogPolicy; readonly records: number },
): Promise<void> {
  const manifest: Manifest = {
    format: FORMAT,
    mode: isWhole(ask) ? 'whole' : 'selection',
    made,
    from: ask.from ?? null,
    to: ask.to ?? null,
    by: chosenBy(ask),
    readers: ask.withReaders ? 'named' : 'withheld',
    export: record,
  }
  const keys = keysFile(policy)
  const facts = { origin: tree.origin, size: tree.size, root: tree.root.toString('base64'), keys: keys.split('\n').slice(0, -1) }
  await sink.append(BUNDLE.manifest, utf8(formatLines([manifest])))
  await sink.append(BUNDLE.quorum, quorum)
  await sink.append(BUNDLE.keys, utf8(keys))
  await sink.append('README.txt', utf8(readmeText({ manifest, ...facts, records })))
  for (const [path, bytes] of programs) await sink.append(path, bytes)
}

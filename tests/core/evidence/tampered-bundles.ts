import { hash } from 'node:crypto'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { DatedTree } from '../../../core/evidence/known-trees.ts'
import { formatLines, parseLines } from '../../../core/evidence/json-lines.ts'
import { leafOf } from '../../../core/transparency-log/leaf.ts'
import { formatVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import { entryBundle, parseEntryBundle } from '../../../core/transparency-log/tiles/entry-bundle.ts'
import { logOf, NOW, witnessSigner } from '../transparency-log/sample-log.ts'
import { bundleOf, QUORUM, sampleRecord, sampleRecords } from '../../gateway/audit/export/sample-bundle.ts'

/** Leaves of the bundles that are tampered with: three tiles of leaves, the last of them partial. */
export const SIZE = 700
/** Leaf that is tampered with: the sixth of the second bundle of entries. */
export const LEAF = 261
const [ENTRIES, TILE] = ['tile/entries/001', 'tile/0/001']

type Files = Map<string, Buffer>
export const RECORDS = sampleRecords(SIZE)

/** One way to tamper with a bundle. `first`: the code of the first fault that must be named, with what of it says where. */
export interface Tampering {
  readonly name: string
  readonly files: Files
  readonly first: Readonly<Record<string, unknown>>
  /** Trees that a witness has, where only those tell. */
  readonly known?: readonly DatedTree[]
  /** Whether it touches what the log's own files say, so that a verifier of the log alone finds it: true; where only values, policies or a quorum tell: false. */
  readonly ofLog: boolean
}

/** A bundle whose sums are made anew by who has altered it. */
export function withSums(files: Files): Files {
  const others = [...files].filter(([path]) => path !== 'SHA256SUMS').sort(([one], [other]) => (one < other ? -1 : 1))
  const sums = others.map(([path, bytes]) => `${hash('sha256', bytes, 'hex')}  ${path}\n`).join('')
  return new Map([...others, ['SHA256SUMS', Buffer.from(sums)]])
}

const flipped = (files: Files, path: string, offset: number): Buffer => {
  const bytes = Buffer.from(files.get(path) ?? [])
  const at = offset < 0 ? bytes.length + offset : offset
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return bytes
}

/** The whole log, and a selection of it, in every way that somebody may tamper with them. */
export async function tamperings(): Promise<readonly Tampering[]> {
  const whole = await bundleOf(RECORDS)
  const some = await bundleOf(RECORDS, { ask: { records: [3, LEAF, 699].map((n) => RECORDS[n]?.id ?? ''), withReaders: true } })
  const changed = (files: Files, path: string, bytes: Buffer): Files => withSums(new Map(files).set(path, bytes))
  const entries = (change: (entries: readonly Buffer[]) => readonly Uint8Array[]): Files =>
    changed(whole, ENTRIES, entryBundle(change(parseEntryBundle(whole.get(ENTRIES) ?? Buffer.alloc(0)) ?? [])))
  const line = (files: Files, path: string, at: number, change: (line: Readonly<Record<string, unknown>>) => unknown): Files => {
    const lines = parseLines(files.get(path) ?? Buffer.alloc(0))
    return changed(files, path, Buffer.from(formatLines(lines.map((one, index) => (index === at ? change(one ?? {}) : one)))))
  }
  const text = (files: Files, path: string): string => (files.get(path) ?? Buffer.alloc(0)).toString('utf8')
  const forged = (n: number, more: Partial<AccessRecord>): readonly AccessRecord[] => RECORDS.with(n, { ...sampleRecord(n), ...more })
  const released = 'ff'.repeat(32)
  /** As the log signs it, and no witness. */
  const alone = async (records: readonly AccessRecord[]): Promise<Files> => {
    const log = logOf(records.map(leafOf))
    return changed(await bundleOf(records, { log }), 'checkpoint', Buffer.from(log.files.get('checkpoint') ?? []))
  }
  const treeOf = (records: readonly AccessRecord[], time: number | undefined): DatedTree => ({
    ...logOf(records.map(leafOf)).checkpoint,
    time,
  })
  const policy = [...whole.keys()].find((path) => path.startsWith('policies/') && path.endsWith('.cedar')) ?? ''
  const hashOf = (path: string): string => path.split('/')[1] ?? ''
  const last = new Date((NOW - 86_400) * 1000).toISOString()

  return [
    {
      name: 'a byte of a record',
      ofLog: false,
      first: { code: 'record-differs', leaf: LEAF },
      files: changed(whole, 'records.jsonl', Buffer.from(text(whole, 'records.jsonl').replace(RECORDS[LEAF]?.released ?? '', released))),
    },
    {
      name: 'a byte of an entry',
      ofLog: true,
      first: { code: 'leaf-differs', path: ENTRIES },
      files: changed(whole, ENTRIES, flipped(whole, ENTRIES, 900)),
    },
    {
      name: 'a byte of a leaf of a selection',
      ofLog: true,
      first: { code: 'leaf-differs', path: 'leaves.jsonl', leaf: LEAF },
      files: line(some, 'leaves.jsonl', 1, (one) => ({ ...one, entry: String(one.entry).replace('permit', 'denied') })),
    },
    {
      name: 'a byte of a tile',
      ofLog: true,
      first: { code: 'tile-differs', path: TILE },
      files: changed(whole, TILE, flipped(whole, TILE, 40)),
    },
    {
      name: 'a byte of a tile of a selection',
      ofLog: true,
      first: { code: 'tile-differs', path: TILE },
      files: changed(some, TILE, flipped(some, TILE, 40)),
    },
    {
      name: 'a byte of a partial tile of a selection',
      ofLog: true,
      first: { code: 'root-differs' },
      files: changed(some, 'tile/0/002.p/188', flipped(some, 'tile/0/002.p/188', 40)),
    },
    {
      name: 'a byte of the root in the checkpoint',
      ofLog: true,
      first: { code: 'checkpoint-false-signature' },
      files: changed(whole, 'checkpoint', flipped(whole, 'checkpoint', text(whole, 'checkpoint').indexOf('\n700\n') + 8)),
    },
    {
      name: 'a byte of a signature',
      ofLog: true,
      first: { code: 'checkpoint-false-signature' },
      files: changed(
        whole,
        'checkpoint',
        Buffer.from(
          text(whole, 'checkpoint').replace(/(probation \S{30})(.)/, (_, head: string, one: string) => head + (one === 'A' ? 'B' : 'A')),
        ),
      ),
    },
    {
      name: 'an entry deleted',
      ofLog: true,
      first: { code: 'leaf-differs', leaf: LEAF },
      files: entries((all) => [...all.toSpliced(5, 1), leafOf(sampleRecord(9_000))]),
    },
    {
      name: 'an entry deleted, and none in its place',
      ofLog: true,
      first: { code: 'file-malformed', path: ENTRIES },
      files: entries((all) => all.toSpliced(5, 1)),
    },
    {
      name: 'two entries swapped',
      ofLog: true,
      first: { code: 'leaf-differs', leaf: LEAF },
      files: entries((all) => all.with(5, all[9] ?? Buffer.alloc(0)).with(9, all[5] ?? Buffer.alloc(0))),
    },
    {
      name: 'an entry repeated',
      ofLog: true,
      first: { code: 'leaf-differs', leaf: LEAF },
      files: entries((all) => all.with(5, all[4] ?? Buffer.alloc(0))),
    },
    {
      name: 'an entry back-dated',
      ofLog: true,
      first: { code: 'leaf-differs', leaf: LEAF },
      files: entries((all) =>
        all.with(5, Buffer.from((all[5] ?? Buffer.alloc(0)).toString('utf8').replace(/"ts":"2026-01-05/, '"ts":"2026-01-04'))),
      ),
    },
    {
      name: 'an entry back-dated that the log itself has signed',
      ofLog: false,
      first: { code: 'back-dated', leaf: 600 },
      known: [treeOf(RECORDS.slice(0, 500), NOW)],
      files: withSums(await bundleOf(forged(600, { at: last }))),
    },
    {
      name: 'a file of the log deleted',
      ofLog: true,
      first: { code: 'file-missing', path: TILE },
      files: withSums(new Map([...whole].filter(([path]) => path !== TILE))),
    },
    {
      name: 'a record left out',
      ofLog: false,
      first: { code: 'record-missing', leaf: 0 },
      files: changed(whole, 'records.jsonl', Buffer.from(text(whole, 'records.jsonl').replace(/^.*\n/, ''))),
    },
    {
      name: 'a record given twice',
      ofLog: false,
      first: { code: 'record-repeated', leaf: 0 },
      files: changed(whole, 'records.jsonl', Buffer.from(text(whole, 'records.jsonl').replace(/^(.*\n)/, '$1$1'))),
    },
    {
      name: 'another reader in an opening',
      ofLog: false,
      first: { code: 'value-differs', leaf: LEAF, part: 'actor' },
      files: line(some, 'records.jsonl', 1, (one) => ({
        ...one,
        openings: { ...(one.openings as object), actor: { salt: '00'.repeat(32), value: { staff: 'norshire-police:other' } } },
      })),
    },
    {
      name: 'a swapped policy',
      ofLog: false,
      first: { code: 'policy-differs', policy: hashOf(policy) },
      files: changed(whole, policy, Buffer.from('permit(principal, action, resource);\n')),
    },
    {
      name: 'a policy taken away',
      ofLog: false,
      first: { code: 'policy-missing', policy: hashOf(policy) },
      files: withSums(new Map([...whole].filter(([path]) => !path.startsWith(`policies/${hashOf(policy)}/`)))),
    },
    {
      name: 'another policy said to be in force',
      ofLog: false,
      first: { code: 'policy-not-in-force' },
      files: line(whole, 'control/releases.jsonl', 0, (one) => ({ ...one, policy: released })),
    },
    {
      name: 'a forged hash with the tree signed anew',
      ofLog: false,
      first: { code: 'no-quorum' },
      files: await alone(forged(LEAF, { released })),
    },
    {
      name: 'a forged hash that the witnesses have signed too, as who has a checkpoint of before sees',
      ofLog: false,
      first: { code: 'forked', size: SIZE },
      known: [treeOf(RECORDS, NOW)],
      files: withSums(await bundleOf(forged(LEAF, { released }))),
    },
    {
      name: 'a forked log',
      ofLog: false,
      first: { code: 'forked', size: 400 },
      known: [treeOf(RECORDS.slice(0, 399).concat(sampleRecord(9_000)), NOW)],
      files: whole,
    },
    {
      name: 'a log that was rolled back',
      ofLog: false,
      first: { code: 'rolled-back', size: SIZE },
      known: [treeOf(RECORDS, undefined)],
      files: await bundleOf(RECORDS.slice(0, 500)),
    },
    {
      name: 'other keys for programs that read no quorum file',
      ofLog: true,
      first: { code: 'keys-differ', path: 'vkeys.txt' },
      files: changed(whole, 'vkeys.txt', Buffer.from(`${formatVerifierKey(witnessSigner('other.example').key)}\n`)),
    },
    {
      name: 'a quorum file that asks for nobody',
      ofLog: false,
      first: { code: 'keys-differ', path: 'vkeys.txt' },
      files: changed(whole, 'policy.tlog', Buffer.from(`${QUORUM.toString('utf8').split('\n')[0] ?? ''}\nquorum none\n`)),
    },
    {
      name: 'a file put in',
      ofLog: false,
      first: { code: 'file-added', path: 'more.txt' },
      files: new Map(whole).set('more.txt', Buffer.from('')),
    },
    {
      name: 'a sum',
      ofLog: false,
      first: { code: 'file-altered' },
      files: new Map(whole).set('SHA256SUMS', Buffer.from(text(whole, 'SHA256SUMS').replace(/^./, (one) => (one === 'a' ? 'b' : 'a')))),
    },
    {
      name: 'the sums taken away',
      ofLog: false,
      first: { code: 'file-missing', path: 'SHA256SUMS' },
      files: new Map([...whole].filter(([path]) => path !== 'SHA256SUMS')),
    },
  ]
}

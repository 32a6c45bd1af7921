import { hash } from 'node:crypto'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { releaseHash } from '../../../../core/control/release-hash.ts'
import type { BundleFiles } from '../../../../core/evidence/files.ts'
import { leafOf } from '../../../../core/transparency-log/leaf.ts'
import { leafHash } from '../../../../core/transparency-log/merkle/hash.ts'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { signatureLine } from '../../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { withCosignatures } from '../../../../core/transparency-log/witness/cosignatures.ts'
import type { ExportAsk } from '../../../../gateway/audit/export/ask.ts'
import type { ControlRelease } from '../../../../gateway/audit/export/releases.ts'
import { writeBundle } from '../../../../gateway/audit/export/write-bundle.ts'
import { buildRecord } from '../../../../gateway/audit/record.ts'
import { caseScope, readerScope, REFERENCE_SCOPE } from '../../../../infra/access-log/opening.ts'
import type { DataKey, KeyScope, Vault } from '../../../../infra/vault/port.ts'
import type { CaseLogId } from '../../../../schemas/ids.ts'
import { logOf, logSigner, NOW, witnessSigner, type SampleLog } from '../../../core/transparency-log/sample-log.ts'
import { agencyNamed, caseLogNamed } from '../../../fixtures/ids.ts'

const bytes = (text: string): Buffer => hash('sha256', text, 'buffer')
const uuid = (text: string): string =>
  bytes(text)
    .toString('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')

export const CASES: readonly CaseLogId[] = ['one', 'two', 'three'].map((name) => caseLogNamed(uuid(`case ${name}`)))
export const READERS = ['norshire-marac:coordinator', 'norshire-police:analyst', 'norshire-hmicfrs:auditor']
/** Two releases: the second is in force from entry 20 of control.events on. */
const RELEASES: readonly ControlRelease[] = [1, 20].map((sequence) => {
  const files = [
    {
      path: 'cedar/request/role.cedar',
      content: Buffer.from(`// release of entry ${String(sequence)}\npermit(principal, action, resource);\n`),
    },
    { path: 'tables/matrix.json', content: Buffer.from('{}') },
  ]
  return {
    sequence,
    chain: bytes(`control ${String(sequence)}`).toString('hex'),
    policy: releaseHash(new Map(files.map(({ path, content }) => [path, content.toString('utf8')]))),
    at: '2026-01-05T08:00:00.000Z',
    files,
  }
})

/** Keys as the vault has them, a key for each scope; `erased`: those of a reader or a case that were destroyed. */
export function sampleVault(erased: ReadonlySet<string> = new Set()): Vault {
  const keyOf = ({ case: name }: KeyScope): DataKey => (erased.has(name) ? 'destroyed' : bytes(`key ${name}`))
  const vault: Pick<Vault, 'keys' | 'lost'> = {
    keys: async (scopes) => scopes.map(keyOf),
    lost: async (scopes) => scopes.map(() => false),
  }
  return vault as Vault
}

const START = Date.parse('2026-01-05T09:00:00.000Z')

/** The `n`-th read of the sample, the same for ever: a minute apart; every tenth of two cases, each other of one. */
export function sampleRecord(n: number): AccessRecord {
  const reader = READERS[n % READERS.length] ?? ''
  const [one = caseLogNamed(uuid('case')), two = one] = [CASES[n % CASES.length], CASES[(n + 1) % CASES.length]]
  const cases = n % 10 === 9 ? [one, two] : [one]
  const reference = uuid(reader)
  const key = (name: string) => ({ reference: name, key: bytes(`key ${name}`) })
  const [first, second] = RELEASES
  const control = n < 4 ? 10 : 20
  return buildRecord({
    id: uuid(`record ${String(n)}`),
    at: new Date(START + n * 60_000).toISOString(),
    action: 'timeline',
    agency: agencyNamed(reader.split(':')[0] ?? ''),
    role: 'marac_coordinator',
    purpose: 'marac_risk_management',
    outcome: 'permit',
    engine: 2,
    policy: (control < 20 ? first : second)?.policy ?? '',
    versions: [{ log: 'control', sequence: control, chain: bytes(`control ${String(control)}`).toString('hex') }],
    actor: { staff: reader },
    request: { cases, asked: null, channel: 'live', justified: false, page: { order: 'oldest' } },
    decision: { outcome: 'permit', events: [[0, 1, 'shown', 'exact', 'named']], released: [[0, 1, [['', 'META', 'plain']]]] },
    released: bytes(`released ${String(n)}`).toString('hex'),
    sought: '',
    salts: { actor: bytes(`actor ${String(n)}`), request: bytes(`request ${String(n)}`), decision: bytes(`decision ${String(n)}`) },
    keys: {
      reference: bytes(`key ${REFERENCE_SCOPE.case}`),
      actor: key(readerScope(reference).case),
      case: cases.length === 1 ? key(caseScope(one).case) : key(readerScope(reference).case),
    },
  })
}

export const sampleRecords = (count: number): readonly AccessRecord[] => Array.from({ length: count }, (_, n) => sampleRecord(n))

/** Many reads, quickly: their openings are those of the first, which no key opens any more. */
export function erasedRecords(count: number): readonly AccessRecord[] {
  const first = sampleRecord(0)
  return Array.from({ length: count }, (_, n) => ({
    ...first,
    id: uuid(`record ${String(n)}`),
    at: new Date(START + n * 60_000).toISOString(),
    released: bytes(`released ${String(n)}`).toString('hex'),
  }))
}

const WITNESSES = ['probation', 'health'].map((name) => witnessSigner(`witness.example/${name}`))
/** Both witnesses must have signed. */
export const QUORUM = Buffer.from(
  [
    `log ${formatVerifierKey(logSigner.key)}`,
    ...WITNESSES.map(({ key }, at) => `witness W${String(at)} ${formatVerifierKey(key)}`),
    'group both all W0 W1',
    'quorum both',
    '',
  ].join('\n'),
)

/** The checkpoint of a log, which both witnesses have signed at a time (seconds since 1970). */
export function witnessed(log: SampleLog, time = NOW): string {
  const note = Buffer.from(log.files.get('checkpoint') ?? []).toString('utf8')
  const answer = WITNESSES.map(({ sign }) => signatureLine(sign(checkpointText(log.checkpoint), time))).join('')
  return (
    withCosignatures(
      note,
      answer,
      WITNESSES.map(({ key }) => key),
    ) ?? ''
  )
}

export const EXPORTER = { staff: 'norshire-hmicfrs:exporter' }
export const WHOLE: ExportAsk = { withReaders: false }

export interface SampleOptions {
  readonly ask?: ExportAsk
  readonly cases?: ReadonlySet<CaseLogId>
  readonly exporter?: { readonly staff: string }
  readonly erased?: ReadonlySet<string>
  readonly programs?: ReadonlyMap<string, Uint8Array>
  /** The log; default: of the records. */
  readonly log?: SampleLog
}

/** A bundle of records by path, as an export writes it. */
export async function bundleOf(records: readonly AccessRecord[], options: SampleOptions = {}): Promise<Map<string, Buffer>> {
  const { ask = WHOLE, cases, exporter = EXPORTER, erased, programs = new Map() } = options
  const leaves = records.map(leafOf)
  const log = options.log ?? logOf(leaves)
  const indexes = new Map(leaves.map((leaf, index) => [leafHash(leaf).toString('hex'), index]))
  const parts = new Map<string, Buffer[]>()
  await writeBundle(
    {
      accessLog: { read: async (from, limit) => records.slice(from, from + limit).map((record, at) => ({ offset: from + at, record })) },
      vault: sampleVault(erased),
      logStore: {
        file: async (path) => {
          const found = log.files.get(path)
          return found && Buffer.from(found)
        },
        indexesOf: async () => indexes,
      },
    },
    { ask, cases },
    exporter,
    {
      checkpoint: witnessed(log),
      quorum: QUORUM,
      releases: RELEASES,
      programs,
      made: '2026-03-01T12:00:00.000Z',
      record: uuid('the export'),
    },
    {
      append: async (path, more) => {
        const chunks = parts.get(path) ?? []
        chunks.push(Buffer.from(more))
        parts.set(path, chunks)
      },
    },
  )
  return new Map([...parts].map(([path, chunks]) => [path, Buffer.concat(chunks)]))
}

/** Files as a verifier reads them. */
export const filesOf = (files: ReadonlyMap<string, Uint8Array>): BundleFiles => ({
  read: (path) => files.get(path),
  paths: [...files.keys()].sort(),
})

import { z } from 'zod'
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { formatPolicy } from '../../core/transparency-log/witness/format-policy.ts'
import type { LogPolicy } from '../../core/transparency-log/witness/policy.ts'
import { wantsNoWitness } from '../../core/transparency-log/witness/quorum-state.ts'
import { EXPORT_ACTION, askOnRecord, type ExportAsk } from '../../gateway/audit/export/ask.ts'
import { ExportRefused } from '../../gateway/audit/export/refused.ts'
import { controlReleases } from '../../gateway/audit/export/releases.ts'
import { writeBundle, type BundleCounts } from '../../gateway/audit/export/write-bundle.ts'
import { createAccessLog } from '../../gateway/audit/access-log.ts'
import { staffOf, type ReaderCredential } from '../../gateway/identity/credential.ts'
import { putOnRecord, recordRefusal } from '../../gateway/read/on-record.ts'
import { packArchive } from '../../infra/archive/pack.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { logSigner } from '../../infra/transparency-log/signing-key.ts'
import { quorumState } from '../../infra/witness/quorum-state.ts'
import type { Output } from '../output.ts'
import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { sendCommand } from '../socket.ts'
import { verifierPrograms } from '../verifier/programs.ts'
import { casesMeant } from './cases-meant.ts'
import { exporterOf } from './exporter.ts'

const LEAST_WORDS = 40

const asked = z.strictObject({
  token: z.string(),
  reason: z
    .string()
    .refine(
      (words) => words.trim().length >= LEAST_WORDS,
      `--reason must say what it is for and by whose request, in ${String(LEAST_WORDS)} characters or more.`,
    ),
  out: z.string().refine(isAbsolute, '--out must be an absolute path.'),
  ask: z.strictObject({
    from: z.iso.datetime({ offset: true, error: '--from must be a date-time with offset.' }).optional(),
    to: z.iso.datetime({ offset: true, error: '--to must be a date-time with offset.' }).optional(),
    case: z.string().optional(),
    person: z.uuid({ error: '--person must be the id of a person.' }).optional(),
    reader: z
      .string()
      .regex(/^[^:]+:.+$/, '--reader must be <agency>:<staff id>.')
      .optional(),
    records: z.array(z.uuid({ error: '--records must be ids of access records, with a comma between.' })).optional(),
    withReaders: z.boolean(),
    fhir: z.boolean().optional(),
  }),
})
export type ExportRequest = z.infer<typeof asked>

/** What an export came to. */
export interface Exported extends BundleCounts {
  /** Id of its access record. */
  readonly record: string
}

type Served = Pick<Service, 'parts' | 'reads' | 'identity'>

/** The quorum file of this installation: where no witness was set, one that asks for none. */
async function quorumOf({ witnessPolicy, vault, logOrigin }: Parts): Promise<LogPolicy> {
  if (witnessPolicy !== undefined) return witnessPolicy
  return { logs: [(await logSigner(vault, logOrigin)).key], witnesses: new Map(), urls: new Map(), groups: new Map(), quorum: undefined }
}

/** The checkpoint that an export is under: the newest that the witnesses have signed, where any are asked for. Throws ExportRefused. */
async function checkpointFor({ transparencyLog, clock }: Parts, policy: LogPolicy): Promise<string> {
  if (wantsNoWitness(policy)) {
    const signed = await transparencyLog.signed()
    if (signed === undefined) throw new ExportRefused('no-checkpoint')
    return signed.note
  }
  const { cosigned, isLate } = await quorumState(transparencyLog, policy, clock.now())
  const checkpoint = cosigned === undefined || isLate ? undefined : await transparencyLog.cosigned()
  if (checkpoint === undefined) throw new ExportRefused('no-quorum')
  return checkpoint.note
}

/**
 * The command to a running process, which knows people by their own tokens. INVARIANT: an export is on record, with its reason and range, before a byte of it is written; a refusal is on record too.
 */
export const exportHandler =
  (served: Served) =>
  async (given: Readonly<Record<string, unknown>>): Promise<Exported> => {
    const parsed = asked.safeParse(given)
    if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'The export is not as it must be.')
    const { token, reason, out, ask } = parsed.data
    const person = await exporterOf(served, token)
    try {
      const quorum = await quorumOf(served.parts)
      return await exportTo(served, person, { reason, out, ask, quorum, checkpoint: await checkpointFor(served.parts, quorum) })
    } catch (error) {
      if (error instanceof ExportRefused) await recordRefusal(served.reads, EXPORT_ACTION, person, error.code)
      throw error
    }
  }

interface Export {
  readonly reason: string
  readonly out: string
  readonly ask: ExportAsk
  readonly checkpoint: string
  readonly quorum: LogPolicy
}

async function exportTo(
  { parts, reads }: Served,
  person: ReaderCredential,
  { reason, out, ask, checkpoint, quorum }: Export,
): Promise<Exported> {
  const { log, registry, vault, clock, transparencyLog } = parts
  const made = new Date(clock.now()).toISOString()
  const record = await putOnRecord(reads, {
    at: made,
    action: EXPORT_ACTION,
    reader: person,
    purpose: 'audit',
    justified: true,
    page: askOnRecord(ask, reason),
    decision: { outcome: 'permit', events: [] },
  })
  const chosen = { ask, cases: await casesMeant(reads, person.agency, ask) }
  const deps = { accessLog: createAccessLog(log, createRecordCodec(registry)), vault, logStore: transparencyLog }
  const bundle = {
    checkpoint,
    quorum: Buffer.from(formatPolicy(quorum), 'utf8'),
    releases: await controlReleases(parts),
    programs: verifierPrograms(),
    made,
    record,
  }
  const counts = await packArchive(out, (into) => writeBundle(deps, chosen, { staff: staffOf(person) }, bundle, into))
  return { ...counts, record }
}

export interface ExportOptions extends Omit<ExportRequest['ask'], 'withReaders' | 'records' | 'fhir'> {
  readonly token: string
  readonly reason: string
  readonly out: string
  /** Ids of access records, with a comma between. */
  readonly records?: string | undefined
  readonly withReaders?: boolean | undefined
  /** `fhir`: the records as FHIR R4 AuditEvents, too. */
  readonly format?: string | undefined
}

/** `throughline audit export`; resolves with the exit code. */
export async function exportBundle({ data }: Configuration, options: ExportOptions, output: Output): Promise<number> {
  const { token, reason, records, withReaders = false, format, ...ask } = options
  if (format !== undefined && format !== 'fhir') throw new Error('--format must be fhir, or left out.')
  const out = resolve(options.out)
  if (!existsSync(dirname(out))) throw new Error(`There is no folder ${dirname(out)} for the export. Make it first.`)
  output.progress('Exporting …')
  const { from, to, case: caseId, person, reader } = ask
  const request: ExportRequest = {
    token,
    reason,
    out,
    ask: {
      from,
      to,
      case: caseId,
      person,
      reader,
      records: records?.split(',').map((id) => id.trim()),
      withReaders,
      fhir: format === 'fhir',
    },
  }
  const exported = (await sendCommand(data, { command: 'audit-export', arguments: { ...request } })) as Exported
  output.result(
    [
      `Exported ${String(exported.records)} access records into ${out}, from a log of ${String(exported.size)} leaves. On record as ${exported.record}.`,
      `Check it: throughline audit verify ${out}   (or unpack it: node verify.mjs)`,
    ].join('\n'),
    { file: out, ...exported },
  )
  return 0
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { exportHandler, type Exported, type ExportRequest } from '../../../commands/evidence/export.ts'
import { proofFileOf, verifyProofFile } from '../../../commands/evidence/proof.ts'
import { verifyEvidence } from '../../../commands/evidence/verify.ts'
import { parseLines } from '../../../core/evidence/json-lines.ts'
import { recordLineFrom, type RecordLine } from '../../../core/evidence/record-line.ts'
import { formatVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import { createAccessLog } from '../../../gateway/audit/access-log.ts'
import { openRecord } from '../../../infra/access-log/open-record.ts'
import { readArchive } from '../../../infra/archive/read-archive.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { logSigner } from '../../../infra/transparency-log/signing-key.ts'
import type { Output } from '../../../commands/output.ts'
import { samplePolicy, witnessSigner } from '../../core/transparency-log/sample-log.ts'
import { loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'

const REASON = 'Asked for by the county court at Norchester, claim made-up 4711'
const READER = 'norshire-coordinator'

/** What a command answers as JSON. */
async function answer(work: (output: Output) => Promise<number> | number): Promise<{ readonly code: number; readonly value: unknown }> {
  let value: unknown
  const code = await work({ json: true, result: (_, given) => (value = given), progress: () => undefined, failure: () => undefined })
  return { code, value }
}

describe('an export of evidence from a running service', () => {
  let world: DemoWorld
  let number = 0
  beforeAll(async () => {
    world = await loadDemoWorld()
    for (const as of [READER, 'auditor', 'norshire-idva']) await world.get('/v1/cases?purpose=marac_risk_management', as)
    await world.get(`/v1/cases/${await world.caseId('KESTREL', 'norshire-marac')}/timeline?purpose=marac_risk_management`, READER)
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const accessLog = () => createAccessLog(world.parts.log, createRecordCodec(world.parts.registry))
  /** Waits until every record of now is under a signed checkpoint. */
  const signed = async (): Promise<void> => {
    const count = (await accessLog().read(0, 100_000)).length
    for (let tries = 0; ((await world.parts.transparencyLog.signed())?.size ?? 0) < count; tries += 1) {
      if (tries > 600) throw new Error('No checkpoint has all records')
      await sleep(50)
    }
  }
  const exportAs = async (
    as: string,
    ask: Partial<ExportRequest['ask']> = {},
    more: Partial<ExportRequest> = {},
  ): Promise<Exported & { out: string }> => {
    await signed()
    number += 1
    const out = join(world.data, `export-${String(number)}.tar.gz`)
    const request = { token: await world.token(as), reason: REASON, out, ask: { withReaders: false, ...ask }, ...more }
    return { ...(await exportHandler(world.service)(request)), out }
  }
  const linesOf = async (file: string): Promise<readonly RecordLine[]> =>
    parseLines((await readArchive(file)).get('records.jsonl') ?? Buffer.alloc(0)).flatMap((line) => recordLineFrom(line) ?? [])

  it('of the whole log holds, has its reason on record, and the names of nobody who read', async () => {
    const { out, record, records, size } = await exportAs('auditor')
    expect([records, size]).toEqual([size, size])
    const { code, value } = await answer((output) => verifyEvidence(out, {}, output))
    expect([code, value]).toMatchObject([0, { proven: true, faults: [], records, manifest: { mode: 'whole', export: record } }])
    const entry = await accessLog().find(record)
    expect(entry?.record).toMatchObject({ action: 'audit-export', outcome: 'permit', role: 'auditor' })
    const opened = entry && (await openRecord(world.parts.vault, entry.record))
    expect(opened?.request).toMatchObject({ page: { reason: REASON, readers: 'withheld' } })
    const texts = [...(await readArchive(out))].map(([path, bytes]) => path + bytes.toString('utf8')).join('\n')
    expect(texts).not.toContain(READER)
  }, 60_000)

  it('has of the own reads of who exports only that they were', async () => {
    const { out } = await exportAs('auditor', { withReaders: true })
    const lines = await linesOf(out)
    const own = lines.filter(({ record }) => record.role === 'auditor')
    expect(own.length).toBeGreaterThan(1)
    for (const { openings } of own)
      expect(Object.values(openings)).toEqual([{ withheld: 'own-read' }, { withheld: 'own-read' }, { withheld: 'own-read' }])
    expect(lines.flatMap(({ openings: { actor } }) => ('value' in actor ? [JSON.stringify(actor.value)] : []))).toContain(
      `{"staff":"norshire-marac:${READER}"}`,
    )
  }, 60_000)

  it('by reader, by case, by time or by record has those records alone', async () => {
    const byReader = await exportAs('auditor', { reader: `norshire-marac:${READER}` })
    expect(byReader.records).toBe(2)
    const log = await world.caseLog('KESTREL')
    const byCase = await linesOf((await exportAs('auditor', { case: log })).out)
    expect(byCase.map(({ record: { action } }) => action).sort()).toContain('timeline')
    for (const { openings } of byCase) {
      if ('value' in openings.request) expect((openings.request.value as { cases: string[] }).cases).toEqual([log])
      else expect(['other-cases', 'own-read']).toContain(openings.request.withheld)
    }
    const [line] = byCase
    const one = await exportAs('auditor', { records: [line?.record.id ?? ''] })
    expect(one.records).toBe(1)
    expect((await answer((output) => verifyEvidence(one.out, {}, output))).code).toBe(0)
    await expect(exportAs('auditor', { to: '2001-01-01T00:00:00Z' })).rejects.toThrow('No access record of the log is as asked for.')
  }, 60_000)

  it('is for auditors alone, with a reason, and that somebody else tried is on record', async () => {
    await expect(exportAs(READER)).rejects.toThrow('That you asked is on record.')
    const last = (await accessLog().read(0, 100_000)).at(-1)
    expect(last?.record).toMatchObject({ action: 'audit-export', outcome: 'forbidden', role: 'marac_coordinator' })
    await expect(exportAs('auditor', {}, { token: 'none' })).rejects.toThrow('--token must be a current token of a person.')
    await expect(exportAs('auditor', {}, { reason: 'for court' })).rejects.toThrow('--reason must say')
    await expect(exportAs('auditor', { reader: 'nobody' })).rejects.toThrow('--reader must be <agency>:<staff id>.')
  }, 60_000)

  it('is refused while no quorum of witnesses has cosigned, and nothing is written', async () => {
    const out = join(world.data, 'late.tar.gz')
    const witnessPolicy = samplePolicy([`witness W ${formatVerifierKey(witnessSigner('witness.example').key)}`, 'quorum W'])
    const waiting = { ...world.service, parts: { ...world.parts, witnessPolicy } }
    const request = { token: await world.token('auditor'), reason: REASON, out, ask: { withReaders: false } }
    await expect(exportHandler(waiting)(request)).rejects.toThrow('Too few witnesses have cosigned')
    expect(existsSync(out)).toBe(false)
    expect((await accessLog().read(0, 100_000)).at(-1)?.record).toMatchObject({ action: 'audit-export', outcome: 'no-quorum' })
  }, 60_000)

  it('is never written over another file', async () => {
    const { out } = await exportAs('auditor')
    const before = readFileSync(out)
    await expect(exportAs('auditor', {}, { out })).rejects.toThrow('is there already')
    expect(readFileSync(out).equals(before)).toBe(true)
  }, 60_000)

  it('of one record is a proof file, which holds by the quorum file and by no other key', async () => {
    await signed()
    const record = (await accessLog().read(0, 1)).at(0)?.record
    const proof = await proofFileOf(world.parts, record?.id ?? '')
    const [file, quorum] = [join(world.data, 'one.tlog-proof'), join(world.data, 'quorum')]
    writeFileSync(file, 'file' in proof ? proof.file : '')
    const { key } = await logSigner(world.parts.vault, world.parts.logOrigin)
    writeFileSync(quorum, `log ${formatVerifierKey(key)}\nquorum none\n`)
    expect(await answer((output) => verifyProofFile(file, quorum, output))).toMatchObject({
      code: 0,
      value: { proven: true, leaf: 0, record: { did: record?.id } },
    })
    const altered = readFileSync(file, 'utf8').replace(/^index 0$/m, 'index 1')
    writeFileSync(file, altered)
    expect(await answer((output) => verifyProofFile(file, quorum, output))).toMatchObject({ code: 1, value: { fault: 'leaf-differs' } })
    expect(() => verifyProofFile(file, undefined, {} as Output)).toThrow('give the quorum file')
    expect(await proofFileOf(world.parts, '00000000-0000-4000-8000-000000000000')).toEqual({ why: 'There is no access record of that id.' })
  }, 60_000)
})

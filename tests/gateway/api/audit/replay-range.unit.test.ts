import { describe, expect, it } from '@jest/globals'
import { replayRange } from '../../../../gateway/api/audit/replay-range.ts'
import { createCaseIds } from '../../../../gateway/read/case-ids.ts'
import { agencyNamed, caseLogNamed } from '../../../fixtures/ids.ts'

const agency = agencyNamed('fixture-bus_operator')
const caseIds = createCaseIds(Buffer.alloc(32, 7))
const LOG = caseLogNamed('5b1b0f1f-53b3-4b1b-9f5e-1a2b3c4d5e6f')
const PERSON = '0e0f1f0a-53b3-4b1b-9f5e-1a2b3c4d5e6f'
const rangeOf = (asked: unknown) => replayRange(asked, agency, caseIds)

describe('the range of a replay', () => {
  it('is everything, or what every given field applies to', () => {
    expect(rangeOf({})).toEqual({ ok: true, value: {} })
    const asked = {
      from: '2026-01-01T00:00:00Z',
      to: '2026-02-01T00:00:00+01:00',
      ids: [PERSON],
      case: LOG,
      person: PERSON,
      reader: 'norshire-marac:norshire-coordinator',
      action: 'case-list',
    }
    expect(rangeOf(asked)).toEqual({ ok: true, value: asked })
  })

  it('takes a case by the id that the auditor sees', () => {
    expect(rangeOf({ case: caseIds.outside(agency, LOG) })).toEqual({ ok: true, value: { case: LOG } })
  })

  it.each([
    [{ from: 'yesterday' }, '/from'],
    [{ to: '2026-01-01' }, '/to'],
    [{ ids: [] }, '/ids'],
    [{ ids: ['one'] }, '/ids'],
    [{ case: 'KESTREL' }, '/case'],
    [{ person: 'Leanne Marsh' }, '/person'],
    [{ reader: 'norshire-coordinator' }, '/reader'],
    [{ reader: 'norshire-marac:' }, '/reader'],
    [{ action: 'Timeline!' }, '/action'],
    [{ everything: true }, ''],
    [[], ''],
  ])('of %j is refused with the field, and says nothing back of what was submitted', (asked, pointer) => {
    const refused = rangeOf(asked)
    expect(refused).toMatchObject({ ok: false, errors: [{ pointer }] })
    expect(JSON.stringify(refused)).not.toMatch(/yesterday|KESTREL|Leanne|Timeline!|everything/)
  })
})

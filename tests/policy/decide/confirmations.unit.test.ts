import { describe, expect, it } from '@jest/globals'
import { notInEffect } from '../../../policy/decide/confirmations.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { blockOf, inputOf, release, requestOf, token, type EventSeed } from '../case-builder.ts'
import { answer, incident, listed, listing, MRM, referral, VSP, withTransfer } from '../whose-word/case.ts'

/** A block by an agency that names no harmed person: it waits. */
const block = { ...blockOf(token('somebody'), { event_id: 'block', agency: agencyNamed('fixture-housing') }), harmed: [] }

/** Ids of the events of which a reader of the coordinating agency is told that they have no effect. */
function told(role: string, purpose: string, agency: string, ...seeds: readonly EventSeed[]): readonly string[] {
  const request = requestOf(role, purpose)
  const input = inputOf(
    { ...request, reader: { ...request.reader, agency: agencyNamed(agency) } },
    withTransfer([listed, incident, referral, listing, ...seeds]),
  )
  return notInEffect(release, input).map(({ index }) => index.event_id)
}

describe('what has no effect', () => {
  it('is told to the coordinating agency, which has it on its list, and when it was ended too', () => {
    expect(told('marac_coordinator', MRM, 'fixture-marac', block)).toEqual(['block'])
    expect(told('marac_coordinator', MRM, 'fixture-marac', block, answer(block, 'fixture-marac', 'ended'))).toEqual(['block'])
  })

  it('is not told any more once it takes effect', () => {
    expect(told('marac_coordinator', MRM, 'fixture-marac', block, answer(block, 'fixture-marac'))).toEqual([])
  })

  it('is told to nobody else', () => {
    expect(told('marac_coordinator', MRM, 'far-marac', block)).toEqual([])
    expect(told('idva', VSP, 'fixture-idva', block)).toEqual([])
  })
})

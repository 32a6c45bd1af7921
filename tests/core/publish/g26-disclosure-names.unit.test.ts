import { describe, expect, it } from '@jest/globals'
import { g26DisclosureNames } from '../../../core/publish/g26-disclosure-names.ts'
import { judgedBy } from '../../../core/publish/in-case/judged-by.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
import { theFirst } from '../../fixtures/demo-events.ts'
import { personNamed } from '../../fixtures/ids.ts'

const decision = theFirst(({ type }) => type === 'dvds.decision-made')
const refused = (content: string): readonly string[] => {
  const event: AgencyEvent = { ...decision, data: { ...decision.data, details: { ...decision.data.details, content_scope: content } } }
  return g26DisclosureNames(event, {
    schema: schemaFor(event),
    publisher: { agency: event.agency, type: 'police' },
    now: '2026-01-01T00:00:00Z',
  }).map(({ pointer, code }) => `${code} ${pointer}`)
}

describe('what is disclosed (G26)', () => {
  it.each(['Violence towards Leanne in 2024.', 'Pattern of assaults on Joan Smythe over years.'])(
    'is refused where it names somebody else, whoever is known: %s',
    (content) => {
      expect(refused(content)).toEqual(['G26 /data/details/content_scope'])
    },
  )

  it.each([
    'Pattern of control and violence in two past relationships, conviction 2024.',
    'Assaults on a former partner in Norshire in May 2024.',
  ])('is taken without a name: %s', (content) => {
    expect(refused(content)).toEqual([])
  })

  it('is told by the text alone: what the case finds is kept and told to nobody', () => {
    const mention = { field: 'content_scope', person: personNamed('her') }
    expect(judgedBy(decision, [mention])).toEqual(['W07.kept', 'G26.kept'])
  })
})

import { describe, expect, it } from '@jest/globals'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import { evidenceOf } from '../../../core/linking/evidence.ts'
import { emptyIndex, learnPerson, learnToken } from '../../../core/linking/link-index.ts'
import { mentionsOf } from '../../../core/linking/mentions.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
import { theFirst } from '../../fixtures/demo-events.ts'
import { caseLogNamed, personNamed } from '../../fixtures/ids.ts'
import { startProcessorTime } from '../../fuzz/processor-time.ts'

const SECRET = Buffer.alloc(32, 3)
const first = theFirst(({ type, data }) => type === 'behaviour.incident-recorded' && data.harmed.length > 1)
const schema = schemaFor(first)

/** A case of the event's people and of Mary-Ann Joyce, whom the event does not name, and a child who shares its subject's family name. */
function known() {
  const index = emptyIndex()
  const { subject, harmed } = evidenceOf(SECRET, schema, first, [])
  const other = evidenceOf(
    SECRET,
    schema,
    {
      ...first,
      data: {
        ...first.data,
        harmed: [
          { ...first.data.harmed[0], key: 'X1', given_name: 'Mary-Ann', family_name: 'Joyce', role: 'adult' },
          { ...first.data.harmed[0], key: 'X2', given_name: 'Ines', family_name: first.data.subject.family_name, role: 'child' },
        ],
      },
    } as AgencyEvent,
    [],
  ).harmed
  const people = [subject, ...harmed, ...other]
  people.forEach((said, at) => {
    const person = learnPerson(index, personNamed(`person-${String(at)}`), caseLogNamed('case'), said.role)
    for (const { kind, token } of personTokens(said)) learnToken(index, person, kind, token)
  })
  return {
    index,
    inEvent: people
      .slice(0, 1 + harmed.length)
      .map((_, at) => `person-${String(at)}`)
      .map(personNamed),
    mary: `person-${String(1 + harmed.length)}`,
  }
}

describe('names in a text', () => {
  const { index, inEvent, mary } = known()
  const mentioned = (description: string) =>
    mentionsOf(
      SECRET,
      schema,
      { ...first, data: { ...first.data, details: { ...first.data.details, description } } },
      { caseLog: caseLogNamed('case'), people: inEvent },
      index,
    )

  it.each([
    'He rang Mary-Ann twice.',
    'He waited at Joyce’s door.',
    "Mary-Ann's phone was taken.",
    'MARY-ANN was there.',
    'He rang Mary-Ann Joyce.',
  ])('find a harmed person who is not in the event: %s', (text) => {
    expect(mentioned(text)).toEqual([{ field: 'description', person: mary }])
  })

  it.each([
    ['the people of the event', `${first.data.subject.given_name ?? ''} shouted at ${first.data.harmed[0]?.given_name ?? ''}.`],
    ['a family name that somebody of the event has', `The ${first.data.subject.family_name ?? ''} household.`],
    ['words that are no names', 'He waited at the door all night and would not leave.'],
  ])('are none of: %s', (_, text) => {
    expect(mentioned(text)).toEqual([])
  })

  it('are looked for in time that grows with the text, not faster', () => {
    const spent = startProcessorTime()
    mentioned('Aa'.repeat(2_000) + ' ' + 'Ab '.repeat(20_000))
    expect(spent()).toBeLessThan(500)
  })
})

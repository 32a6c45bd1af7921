import { describe, expect, it } from '@jest/globals'
import { heldFields } from '../../../core/publish/held.ts'
import { hasAddress } from '../../../core/publish/address-in-text.ts'
import { hasTelephoneNumber } from '../../../core/publish/telephone-in-text.ts'
import { cpuTime } from '../../schemas/codec/cpu-time.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'

const catalogue = loadCatalogue()
const held = (type: string, details: Readonly<Record<string, unknown>>): string[] => {
  const schema = catalogue.types.get(type)
  if (schema === undefined) throw new RangeError('unknown type')
  return heldFields({ type, data: { details } } as unknown as AgencyEvent, schema).map((error) => `${error.code} ${error.pointer}`)
}
const incident = 'behaviour.incident-recorded'

describe('free text that is held', () => {
  it.each([
    'She is at SW1A 1AA now',
    'sw1a 1aa',
    'SW1A1AA',
    'LS1  4AP',
    'Moved to M1 1AE.',
    '(B33 8TH)',
    'CR2-6XH',
    'ＳＷ１Ａ １ＡＡ',
    'SW1A\u200b 1AA',
    'EC1A\u00a01BB',
    'Lives at 14 Acacia Avenue',
    '14 acacia avenue',
    '14a Acacia Road',
    '221B Baker Street',
    '14, Elm Close',
    "3 St Mary's Terrace",
    '12 The Green',
    '7 Old Mill Lane, Westmere',
    '22 Great North Rd',
    '12-14 High Street',
    '12 HIGH STREET',
    '9 Windmill Hill',
    '5 King\u2019s Court',
    'flat 2, 40 Park Crescent',
    '8 Queens Park Gardens',
    'call 07700 900123',
    '07700900123',
    '07700-900-123',
    '+44 7700 900123',
    '+44 (0)7700 900123',
    '0044 7700 900123',
    '(020) 7946 0958',
    '020 7946 0958',
    '0161 496 0000',
    '01632.960.001',
    'tel:01632960001',
    '０７７００９００１２３',
  ])('is: %s', (text) => {
    expect(held(incident, { description: text })).toEqual(['held /data/details/description'])
  })

  it.each([
    'He kicked the door 3 times.',
    '16 months for intentional strangulation at Crown Court',
    'Heard by 2 Family Court hearings',
    'He walked 20 minutes down the road',
    'Seen 2 men in the street',
    'In 2024 Elm Road was closed',
    'Two visits. 14. Road closed',
    'Call 999 or 101',
    'Childline 0800 1111',
    'On 05.06.2024 10:30 he came',
    'On 01/02/2024 and 03/04/2024',
    'Crime 45/12345/24',
    'PNC 2007/0418823Y',
    'NHS 943 476 5919',
    'weekdays 09:30 to 14:30',
    'DASH 17 of 24',
    'Section 76',
    '10 minutes on the way home',
    'He is 2 years older and very close',
    'Top 10',
    'from 2024-02-09T12:00:00+00:00',
    'ref 00001234',
    'tag fitted at 19:00, away until 07:00',
    'He lives at the same place',
    '£1,200 a month',
    'a 5 a side court',
    'R4 and S18',
    '',
  ])('is not: %s', (text) => {
    expect(held(incident, { description: text })).toEqual([])
  })

  it('is found in every free text of an event, and only there', () => {
    expect(
      held(incident, {
        description: '14 Elm Close',
        harmed_words: 'ring 07700 900123',
        place_kind: 'SW1A 1AA',
        place_address: '14 Elm Close, SW1A 1AA',
        reporter_identity: 'at no. 4',
      }),
    ).toEqual(['held /data/details/description', 'held /data/details/harmed_words'])
    expect(held('voice.contact-safety-set', { safe_channel: '07700 900123' })).toEqual([])
  })

  it('never tells the text', () => {
    expect(JSON.stringify(held(incident, { description: 'Ann is at 14 Elm Close' }))).not.toContain('Elm')
  })

  it.each([
    '0 ',
    '07',
    '1 a ',
    'A1 ',
    '0((',
    '01 ',
    "a'",
    '12.',
    '9',
    '+',
    'SW1A ',
    '0044',
    '05.06.',
    '\u200b',
    '1 elm ',
    '00 44 (0)',
    'A',
  ])('is looked for in linear time: %j, a hundred thousand times', (part) => {
    const text = part.repeat(100_000)
    const time = cpuTime(() => {
      hasAddress(text)
      hasTelephoneNumber(text)
    })
    expect(time).toBeLessThan(1_000)
  })
})

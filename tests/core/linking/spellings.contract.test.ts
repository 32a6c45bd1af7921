import { describe, expect, it } from '@jest/globals'
import { personEvidence, type Evidence } from '../../../core/linking/evidence.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import type { Person } from '../../../schemas/codec/agency-event.ts'
import { createLinker } from './linker.ts'
import { quote } from './said.ts'
import { KINDS, type By, type Written } from './spellings.ts'

const secret = linkingSecret(Buffer.alloc(32, 9))
const person = (role: 'subject' | 'adult', { given = null, family = null, born = null, ids = [] }: Written) =>
  personEvidence(
    secret,
    {
      key: role,
      role: 'adult',
      given_name: given,
      family_name: family,
      birth_date: born,
      identifiers: ids.map(([scheme, value]) => ({ scheme, value })),
    } as unknown as Person,
    role,
  )

const HER: Written = { given: 'Leanne', family: 'Marsh', born: '1991-11-02' }
const PNC: readonly (readonly [string, string])[] = [['PNC', '2007/0418823Y']]
const MARAC = [quote('marac', 'M1', 'norshire')]

/** An event about a man as he is written, found by what it has beside that. */
const event = (him: Written, by: By): Evidence => ({
  subject: person('subject', by === 'number' ? { ...him, ids: PNC } : him),
  harmed: by === 'pair' ? [person('adult', HER)] : [],
  proceedings: by === 'proceeding' ? MARAC : [],
  references: [],
})

function becomes(known: Written, next: Written, by: By): string {
  const linker = createLinker()
  const opened = linker.send({
    subject: person('subject', { ...known, ids: PNC }),
    harmed: [person('adult', HER)],
    proceedings: MARAC,
    references: [],
  })
  const outcome = linker.send(event(next, by))
  if (outcome.kind === 'unlinked' || opened.kind === 'unlinked') return 'waits'
  return outcome.caseLog === opened.caseLog ? 'linked' : 'new'
}

describe('two hundred pairs of people in twenty kinds of spelling', () => {
  it('are twenty kinds of ten', () => {
    expect(KINDS.map(({ pairs }) => pairs.length)).toEqual(Array.from({ length: 20 }, () => 10))
  })

  describe.each(KINDS)('$name', ({ pairs, becomes: expected }) => {
    it.each(['number', 'proceeding'] as const)('beside a %s', (by) => {
      expect(pairs.map(([known, next]) => [known, next, becomes(known, next, by)])).toEqual(
        pairs.map(([known, next]) => [known, next, expected[by]]),
      )
    })

    it('as a pair with her, by name and birth date alone', () => {
      // A pair that is not known opens a case of its own where both are fully named.
      expect(pairs.map(([known, next]) => becomes(known, next, 'pair') === 'linked')).toEqual(pairs.map(() => expected.pair === 'linked'))
    })
  })

  it('asks for no slip where nothing differs: the tokens of slips are made for those that do alone', () => {
    const linker = createLinker()
    const him: Written = { given: 'Darren', family: 'Holt', born: '1989-07-04' }
    const asked: string[] = []
    const told = (written: Written): Evidence => {
      const one = event(written, 'number')
      return {
        ...one,
        subject: {
          ...one.subject,
          slips: () => {
            asked.push('slips')
            return one.subject.slips?.() ?? { swapped: null, birth_date: null }
          },
        },
      }
    }
    for (const written of [him, him, { ...him, family: 'HOLT' }]) linker.send(told(written))
    expect(asked).toEqual([])
    linker.send(told({ ...him, born: '1989-04-07' }))
    expect(asked).not.toEqual([])
  })

  it('a second number of one scheme in an event contradicts nothing', () => {
    const linker = createLinker()
    const him: Written = { given: 'Darren', family: 'Holt', born: '1989-07-14', ids: [['CRN', 'X418823']] }
    const opened = linker.send({ subject: person('subject', him), harmed: [person('adult', HER)], proceedings: [], references: [] })
    const outcome = linker.send({
      subject: person('subject', {
        ...him,
        ids: [
          ['CRN', 'X418823'],
          ['CRN', 'Y220011'],
        ],
      }),
      harmed: [],
      proceedings: [],
      references: [],
    })
    expect(outcome.kind !== 'unlinked' && opened.kind !== 'unlinked' && outcome.caseLog === opened.caseLog).toBe(true)
  })
})

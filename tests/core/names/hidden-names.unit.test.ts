import { describe, expect, it } from '@jest/globals'
import { hiddenNames, type KnownNames } from '../../../core/names/hidden-names.ts'
import { personEvidence } from '../../../core/linking/evidence.ts'
import { maskNames } from '../../../core/parts/for-reader.ts'
import { NAME_KINDS } from '../../../core/names/name-tokens.ts'

const SECRET = Buffer.alloc(32, 3)
const namesOf = (...people: readonly (readonly [string, string])[]): ReadonlySet<string> =>
  new Set(
    people.flatMap(([given_name, family_name]) => {
      const said = personEvidence(SECRET, { key: 'K', given_name, family_name }, 'adult')
      return NAME_KINDS.flatMap((kind) => said[kind] ?? [])
    }),
  )
const masked = (text: string, names: Partial<KnownNames> = {}, workers: readonly string[] = []): string =>
  maskNames(text, hiddenNames(SECRET, { own: new Set(), others: new Set(), ...names })(text, new Set(workers)))

describe('names that a reader may not know', () => {
  const own = namesOf(['Leanne', 'Marsh'], ['Darren', 'Holt'], ['Jan', 'van der Berg'])

  it('are not those of the perpetrator and of the reader’s own pair', () => {
    expect(masked('Darren rang Leanne Marsh; LEANNE told Priya Nair and Jan van der Berg.', { own })).toBe(
      'Darren rang Leanne Marsh; LEANNE told [name] and Jan van der Berg.',
    )
  })

  it('stay hidden beside a name that stays', () => {
    expect(masked('He rang Leanne Nair and Priya Holt.', { own })).toBe('He rang Leanne [name] and [name] Holt.')
  })

  it('are not those of workers whom the event itself names', () => {
    expect(masked('Agreed with Ngozi Eze and Priya.', {}, ['ngozi', 'eze'])).toBe('Agreed with Ngozi Eze and [name].')
  })

  it.each([
    ['any case of letters', 'he saw hope and HOPE and Hope', 'he saw [name] and [name] and [name]', ['Hope', 'Qvist']],
    ['on no list', 'xqvist xqvistsen was there, Xqvist too', '[name] was there, [name] too', ['Xqvist', 'Xqvistsen']],
    ['up to four words', 'seen with ana maria de xq at night', 'seen with [name] at night', ['Ana', 'Maria de Xq']],
    ['half of a double name', 'He waited for Qqx-Holt.', 'He waited for [name].', ['Ana', 'Qqx']],
  ] as const)('are the known ones of others in what is shown: %s', (_, text, expected, other) => {
    expect(masked(text, { own, others: namesOf(other) })).toBe(expected)
  })

  it('are hidden whether or not their bearer is known', () => {
    for (const text of ['Home visit: Priya present.', 'Spoke with Olivia van der Linden and AL-HASSAN.', 'told priya nair']) {
      expect(masked(text, { own, others: namesOf(['Priya', 'Nair']) })).toBe(masked(text, { own }))
    }
  })

  it('are not those that somebody of one’s own shares', () => {
    expect(masked('The Holt household.', { own, others: namesOf(['Tyler', 'Holt']) })).toBe('The Holt household.')
  })
})

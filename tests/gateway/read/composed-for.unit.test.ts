import { describe, expect, it } from '@jest/globals'
import { createPseudonyms } from '../../../gateway/read/composed-for.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const SECRET = Buffer.alloc(32, 5)
const [HERE, THERE] = ['2b8f2f0c-6f0e-4f3e-9f1e-0a3c5f8d7b11', '2b8f2f0c-6f0e-4f3e-9f1e-0a3c5f8d7b12']

describe('a pseudonym', () => {
  const ours = createPseudonyms(SECRET, agencyNamed('norshire-drive'), 'perpetrator_intervention')

  it('is the same in every event of a case for one agency and purpose', () => {
    expect(ours(HERE)).toMatch(/^person-[0-9a-f]{12}$/)
    expect(createPseudonyms(SECRET, agencyNamed('norshire-drive'), 'perpetrator_intervention')(HERE)).toBe(ours(HERE))
  })

  it('is another for another case, agency, purpose or installation, so that answers cannot be joined', () => {
    const all = [
      ours(HERE),
      ours(THERE),
      createPseudonyms(SECRET, agencyNamed('norshire-probation'), 'perpetrator_intervention')(HERE),
      createPseudonyms(SECRET, agencyNamed('norshire-drive'), 'evaluation_research')(HERE),
      createPseudonyms(Buffer.alloc(32, 6), agencyNamed('norshire-drive'), 'perpetrator_intervention')(HERE),
    ]
    expect(new Set(all).size).toBe(all.length)
  })
})

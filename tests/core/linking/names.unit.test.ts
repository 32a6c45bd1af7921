import { describe, expect, it } from '@jest/globals'
import { normaliseBirthDate, normaliseFullName, normaliseName } from '../../../core/linking/names.ts'

describe('names as linking compares them', () => {
  it.each([
    ['case and spaces', '  LEANNE   marsh ', 'leanne marsh'],
    ['diacritics', 'Zoë Çelik-Šimić', 'zoe celik simic'],
    ['composed and decomposed letters', 'Zoe\u0308', 'zoe'],
    ['apostrophes of every kind', "O'Brien", 'obrien'],
    ['typographic apostrophes', 'O’Brien', 'obrien'],
    ['hyphens', 'Smith-Jones', 'smith jones'],
    ['full-width letters', 'Ｈｏｌｔ', 'holt'],
    ['sharp s', 'Weiß', 'weiss'],
    ['letters that do not decompose', 'Łukasz Bjørn', 'lukasz bjorn'],
    ['dotted capital i', 'İpek', 'ipek'],
    ['dotless i', 'Yıldız', 'yildiz'],
    ['final sigma', 'ΣΊΣΥΦΟΣ', 'σισυφοσ'],
  ])('are the same whatever the %s', (_, name, expected) => {
    expect(normaliseName(name)).toBe(expected)
  })

  it('keep the signs of other scripts that make another word', () => {
    expect(normaliseName('किरण')).not.toBe(normaliseName('करण'))
  })

  it.each(['', '  ', '-', '?', '123', 'Unknown', 'NOT KNOWN', null, undefined])('are missing when nothing is said: %j', (name) => {
    expect(normaliseName(name)).toBeUndefined()
  })

  it('are whole only with both names', () => {
    expect(normaliseFullName('Mary Ann', 'Smith')).toBe(normaliseFullName('Mary', 'Ann Smith'))
    expect(normaliseFullName('Mary', null)).toBeUndefined()
    expect(normaliseFullName('Unknown', 'Smith')).toBeUndefined()
  })

  it('take whole birth dates only', () => {
    expect(normaliseBirthDate('1989-07-14')).toBe('1989-07-14')
    expect(normaliseBirthDate('1989-07')).toBeUndefined()
    expect(normaliseBirthDate(null)).toBeUndefined()
  })
})

import { describe, expect, it } from '@jest/globals'
import { canonicalJson, schemaFingerprint } from '../../../schemas/index.ts'

describe('canonical JSON', () => {
  it('is that of RFC 8785, 3.2.3: members sorted by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonicalJson(value)) as object).length).toBe(7)
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  it('names a schema by its content', () => {
    expect(schemaFingerprint({ type: 'record', name: 'R', fields: [] })).toBe(schemaFingerprint({ fields: [], name: 'R', type: 'record' }))
    expect(schemaFingerprint({ type: 'record', name: 'R', fields: [] })).not.toBe(
      schemaFingerprint({ type: 'record', name: 'S', fields: [] }),
    )
  })
})

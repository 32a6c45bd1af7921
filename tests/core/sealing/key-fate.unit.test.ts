import { describe, expect, it } from '@jest/globals'
import { sealedFate } from '../../../core/sealing/key-fate.ts'

describe('what can be done with sealed bytes', () => {
  it.each([
    [['there', 'there'], 'opens'],
    [['there', 'absent'], 'unreadable'],
    [['lost', 'there'], 'unreadable'],
    [['absent'], 'unreadable'],
    // What was erased on purpose is no loss, whatever else is missing.
    [['destroyed', 'absent'], 'erased'],
    [['there', 'destroyed'], 'erased'],
  ] as const)('by keys that are %j: %s', (keys, fate) => {
    expect(sealedFate(keys)).toBe(fate)
  })
})

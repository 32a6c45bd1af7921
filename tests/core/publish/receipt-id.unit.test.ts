import { describe, expect, it } from '@jest/globals'
import { receiptId } from '../../../core/publish/receipt-id.ts'

const position = { topic: 'agency.norshire-police.events', partition: 0, offset: 41 }

describe("a receipt's id", () => {
  it('is a UUID that follows from the inbox position', () => {
    expect(receiptId(position)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(receiptId({ ...position })).toBe(receiptId(position))
  })

  it('differs for every position', () => {
    const ids = [
      position,
      { ...position, offset: 42 },
      { ...position, partition: 1 },
      { ...position, topic: 'agency.norshire-police1.events' },
    ].map(receiptId)
    expect(new Set(ids).size).toBe(4)
  })
})

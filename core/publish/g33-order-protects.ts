import { inDetails, ofType } from './of-type.ts'

const refusal = inDetails('G33', 'protects', 'An order protects someone: give the key of at least one person whom this event names.')

/** G33: an order protects someone. */
export const g33OrderProtects = ofType('order.made', ({ protects }) => [protects.length === 0 && refusal])

/**
 * What became of a key. `absent`: it is not there and nothing says that it was destroyed: it was never made, or the vault is older than what was sealed
 * under it. `lost`: it was absent, and an operator has accepted that it does not come back.
 */
export type KeyFate = 'there' | 'destroyed' | 'absent' | 'lost'

/** What can be done with sealed bytes. `erased`: on purpose and for good. `unreadable`: by loss; nobody meant it. */
export type SealedFate = 'opens' | 'erased' | 'unreadable'

/**
 * What can be done with sealed bytes, by the keys that they need, all of them. A destroyed key decides: what was erased stays erased, whatever else is
 * missing, and is no loss.
 */
export function sealedFate(needed: readonly KeyFate[]): SealedFate {
  if (needed.includes('destroyed')) return 'erased'
  return needed.every((fate) => fate === 'there') ? 'opens' : 'unreadable'
}

/** Standard base64 as RFC 4648 (4) writes it. INVARIANT: one spelling per byte string; Go and Node themselves take others, with unused bits set. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** Decimal digits without leading zeros, at most 2^53 − 1; undefined of anything else. */
export function fromDecimal(text: string): number | undefined {
  const value = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : undefined
  return value === undefined || Number.isSafeInteger(value) ? value : undefined
}

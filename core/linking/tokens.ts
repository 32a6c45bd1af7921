import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** A token's secret: the vault's `linking` secret as a key object, which makes an HMAC in a sixth of the time that bytes take. */
export type LinkingSecret = KeyObject | Uint8Array

/** The secret for many tokens. */
export const linkingSecret = (bytes: Uint8Array): KeyObject => createSecretKey(bytes)

/** HMAC-SHA-256 of `kind ‖ 0x00 ‖ value`, hex. The value must be normalised. */
export const token = (secret: LinkingSecret, kind: string, value: string): string =>
  createHmac('sha256', secret instanceof Uint8Array ? linkingSecret(secret) : secret)
    .update(`${kind}\0${value}`)
    .digest('hex')

/** The token of a member of staff, `<agency>:<staff id>`, or of everybody of an agency, `<agency>`. */
export const staffToken = (secret: LinkingSecret, ref: string): string => token(secret, 'staff', ref)

/** A proceeding's tokens, one per area of the agency that quotes it: its id is unique by kind and area. */
export const proceedingTokens = (secret: LinkingSecret, kind: string, areas: readonly string[], id: string): readonly string[] =>
  areas.map((area) => token(secret, kind, `${area}\0${id}`))

import { describe, expect, it } from '@jest/globals'
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWTHeaderParameters } from 'jose'
import { createAuthenticate } from '../../../../gateway/identity/tokens.ts'

const issuer = 'http://127.0.0.1:3000/oidc'
const NOW = Date.parse('2026-01-05T09:00:00Z')
const SECONDS = NOW / 1000
const ours = await generateKeyPair('ES256', { extractable: true })
const other = await generateKeyPair('ES256')
const publicJwk = { ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'ES256', use: 'sig' }
const authenticate = createAuthenticate({
  issuer,
  clock: { now: () => NOW },
  keys: createLocalJWKSet({ keys: [publicJwk] }),
  type: 'at+jwt',
})

const good = { sub: 'x', agency: 'a', role: 'idva', iss: issuer, aud: 'throughline', iat: SECONDS, exp: SECONDS + 60 }
const header: JWTHeaderParameters = { alg: 'ES256', typ: 'at+jwt', kid: 'ours' }
const token = (
  claims: Record<string, unknown> = {},
  head: Partial<JWTHeaderParameters> = {},
  key: CryptoKey | Uint8Array = ours.privateKey,
): Promise<string> => new SignJWT({ ...good, ...claims }).setProtectedHeader({ ...header, ...head }).sign(key)
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The good token's claims and signature, under another header. */
const withHeader = async (head: unknown): Promise<string> => [part(head), ...(await token()).split('.').slice(1)].join('.')

const LOGOUT = { 'http://schemas.openid.net/event/backchannel-logout': {} }

describe('a forged token', () => {
  it('differs from one that is taken', async () => {
    expect(await authenticate(`Bearer ${await token()}`)).toMatchObject({ kind: 'reader', id: 'x' })
  })
  it.each<readonly [string, () => string | Promise<string>]>([
    ['alg none, no signature', () => `${part({ alg: 'none', typ: 'at+jwt' })}.${part(good)}.`],
    ['alg none, with a signature', () => withHeader({ alg: 'none', typ: 'at+jwt' })],
    ['HS256 with the public key as PEM', async () => token({}, { alg: 'HS256' }, bytes(await exportSPKI(ours.publicKey)))],
    ['HS256 with the public key as JWK', () => token({}, { alg: 'HS256' }, bytes(JSON.stringify(publicJwk)))],
    ['an unknown key id', () => token({}, { kid: 'unknown' })],
    ['another key', () => token({}, {}, other.privateKey)],
    ['another issuer', () => token({ iss: 'http://evil.example/oidc' })],
    ['another audience', () => token({ aud: 'other' })],
    ['expired', () => token({ exp: SECONDS - 1 })],
    ['no expiry', () => token({ exp: undefined })],
    ['not yet valid', () => token({ nbf: SECONDS + 60 })],
    ['no subject', () => token({ sub: undefined })],
    ['no role', () => token({ role: undefined })],
    ['an id token', () => token({}, { typ: 'JWT' })],
    ['an id token that says it is an access token', () => token({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ...['nonce', 'c_hash', 's_hash', 'events'].map(
      (name) =>
        [
          `an access token by its header with the claim ${name} of another kind`,
          () => token({ [name]: name === 'events' ? LOGOUT : 'x' }),
        ] as const,
    ),
    ['a critical header that nobody knows', () => withHeader({ ...header, crit: ['x'], x: 1 })],
    ['100 kB of junk', () => `${part(header)}.${'A'.repeat(100_000)}.AAAA`],
  ])('is nobody: %s', async (_name, forge) => {
    expect(await authenticate(`Bearer ${await forge()}`)).toBeUndefined()
  })
})

describe('a token of an issuer that does not say at+jwt', () => {
  const foreign = createAuthenticate({ issuer, clock: { now: () => NOW }, keys: createLocalJWKSet({ keys: [publicJwk] }) })
  const ask = async (claims: Record<string, unknown>, typ?: string) =>
    foreign(`Bearer ${await token(claims, { typ } as Partial<JWTHeaderParameters>)}`)
  it.each<readonly [string, Record<string, unknown>, string?]>([
    ['of RFC 9068', {}, 'at+jwt'],
    ['of RFC 9068, as a media type', {}, 'application/at+jwt'],
    ['a JWT with a client', { client_id: 'throughline' }, 'JWT'],
    ['a JWT with scopes', { scope: 'openid profile', typ: 'Bearer', azp: 'throughline' }, 'JWT'],
    ['no type, with scopes of another name', { scp: 'openid' }],
  ])('is somebody as an access token: %s', async (...[, claims, typ]) => {
    expect(await ask(claims, typ)).toMatchObject({ kind: 'reader', id: 'x' })
  })
  it.each<readonly [string, Record<string, unknown>, string?]>([
    ['an id token with at_hash', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA', client_id: 'throughline' }, 'JWT'],
    ['an id token without at_hash', { nonce: 'n', auth_time: SECONDS }, 'JWT'],
    ['an id token without at_hash and nonce', { auth_time: SECONDS, azp: 'throughline', sid: 's' }, 'JWT'],
    ['the same without a type', { auth_time: SECONDS }],
    ['an id token by a claim', { typ: 'ID', scope: 'openid' }, 'JWT'],
    ['a logout token', { events: LOGOUT, jti: 'j' }, 'logout+jwt'],
    ['a logout token that is called a JWT', { events: LOGOUT, jti: 'j', scope: 'openid' }, 'JWT'],
    ['a logout token without events', { jti: 'j', scope: 'openid' }, 'logout+jwt'],
    ['a proof of another kind', { scope: 'openid' }, 'dpop+jwt'],
  ])('is nobody as another token: %s', async (...[, claims, typ]) => {
    expect(await ask(claims, typ)).toBeUndefined()
  })
})

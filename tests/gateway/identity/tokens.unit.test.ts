import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { createLocalJWKSet, SignJWT } from 'jose'
import { createIssueToken } from '../../../gateway/identity/bundled/issue-token.ts'
import { readPeople } from '../../../gateway/identity/bundled/people.ts'
import { refuseOutsideDemonstration } from '../../../gateway/identity/bundled/provider.ts'
import { signingKey } from '../../../gateway/identity/bundled/signing-key.ts'
import { createAuthenticate } from '../../../gateway/identity/tokens.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const issuer = 'http://127.0.0.1:3000/oidc'
const NOW = Date.parse('2026-01-05T09:00:00Z')
const folder = temporaryFolder()
afterAll(() => {
  folder.remove()
})

const signing = await signingKey(folder.path)

describe('a bearer token', () => {
  const clock = { now: () => NOW }
  const authenticate = createAuthenticate({ issuer, clock, keys: createLocalJWKSet({ keys: [signing.publicJwk] }) })
  const issue = createIssueToken({ issuer, people: readPeople(join(import.meta.dirname, '../../../demo')), signing, clock })
  const bearer = async (token: string | Promise<string>): Promise<unknown> => authenticate(`Bearer ${await token}`)
  const signed = (claims: Record<string, unknown>, change: { issuer?: string; audience?: string; ends?: number } = {}): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...(signing.publicJwk.kid ? { kid: signing.publicJwk.kid } : {}) })
      .setIssuer(change.issuer ?? issuer)
      .setAudience(change.audience ?? 'throughline')
      .setIssuedAt(NOW / 1000)
      .setExpirationTime(change.ends ?? NOW / 1000 + 60)
      .sign(signing.key)

  it('is a reader or an agency, as the issuer says', async () => {
    expect(await bearer(issue({ as: 'norshire-coordinator' }))).toEqual({
      kind: 'reader',
      id: 'norshire-coordinator',
      agency: 'norshire-marac',
      role: 'marac_coordinator',
      name: 'Helen Strand',
      authenticatedAt: new Date(NOW).toISOString(),
    })
    expect(await bearer(issue({ as: 'norshire-police' }))).toMatchObject({
      kind: 'agency',
      agency: 'norshire-police',
      expiresAt: expect.stringMatching(/Z$/),
    })
    await expect(issue({ as: 'nobody' })).rejects.toMatchObject({ code: 'unknown-person' })
  })
  it('is nobody when it is expired, for another audience, of another issuer, unsigned, altered, or without the claims', async () => {
    const reader = { sub: 'x', agency: 'a', role: 'idva' }
    const good = await signed(reader)
    expect(await bearer(good)).toMatchObject({ id: 'x' })
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1] ?? ''}.`
    const [head, payload, signature] = good.split('.')
    const altered = `${head ?? ''}.${Buffer.from(
      Buffer.from(payload ?? '', 'base64url')
        .toString()
        .replace('idva', 'dpo'),
    ).toString('base64url')}.${signature ?? ''}`
    const tokens = [
      signed(reader, { ends: NOW / 1000 - 1 }),
      signed(reader, { audience: 'other' }),
      signed(reader, { issuer: 'http://evil.example' }),
      unsigned,
      altered,
      signed({ sub: 'x' }),
      signed({ ...reader, agency: '../x' }),
      signed({ kind: 'agency' }),
      'x.y.z',
      '',
    ]
    for (const token of tokens) expect(await bearer(token)).toBeUndefined()
    expect(await authenticate(undefined)).toBeUndefined()
    expect(await authenticate(`Basic ${good}`)).toBeUndefined()
  })
  it('is signed with a key that only its owner can read, and that stays', async () => {
    expect(statSync(join(folder.path, 'identity', 'signing-key.json')).mode & 0o777).toBe(0o600)
    expect((await signingKey(folder.path)).publicJwk).toEqual(signing.publicJwk)
    expect(signing.publicJwk).not.toHaveProperty('d')
  })
})

describe('the bundled sign-in', () => {
  it.each([
    { production: true, host: '127.0.0.1' },
    { production: false, host: '0.0.0.0' },
    { production: false, host: 'gateway.example.org' },
  ])('does not start with %j', (options) => {
    expect(() => {
      refuseOutsideDemonstration(options)
    }).toThrow(expect.objectContaining({ code: 'bundled-sign-in' }))
  })
  it('starts on loopback', () => {
    expect(() => {
      refuseOutsideDemonstration({ production: false, host: 'localhost' })
    }).not.toThrow()
  })
})

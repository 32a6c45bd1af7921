import * as openid from 'openid-client'
import { readerOf } from './claims.ts'
import type { ReaderCredential } from './credential.ts'
import type { PendingSignIn } from './pending-sign-in.ts'

/** Who came back from the issuer. */
export interface SignedIn {
  readonly reader: ReaderCredential
  /** How long before the id token they proved who they are, by the issuer's clock, ms; undefined where it does not say (`auth_time`). */
  readonly authenticatedAgo: number | undefined
  /** What the issuer calls its own session of them (`sid`). */
  readonly sid: string | undefined
}

export interface SignIn {
  /** Where to send the person, and what to keep until they come back. */
  begin(): Promise<{ readonly address: string; readonly pending: PendingSignIn }>
  /** The person who came back; undefined when the answer is not one to this sign-in, or names no reader. */
  finish(callback: URL, pending: PendingSignIn): Promise<SignedIn | undefined>
}

export interface SignInOptions {
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
  readonly redirectUri: string
  /** Algorithm of the issuer's id tokens; RS256 where it says nothing else. */
  readonly idTokenAlgorithm: 'RS256' | 'ES256'
}

/** Sign-in with an OpenID Connect issuer: authorization code with PKCE, state and nonce. Its metadata are fetched at first use. */
export function createSignIn({ issuer, clientId, scope, redirectUri, idTokenAlgorithm }: SignInOptions): SignIn {
  let known: Promise<openid.Configuration> | undefined
  const configuration = (): Promise<openid.Configuration> => {
    const server = new URL(issuer)
    const insecure = server.protocol === 'http:' ? { execute: [openid.allowInsecureRequests] } : {}
    known ??= openid
      .discovery(server, clientId, { id_token_signed_response_alg: idTokenAlgorithm }, openid.None(), insecure)
      .catch((error: unknown) => {
        known = undefined
        throw error
      })
    return known
  }
  return {
    begin: async () => {
      const pending = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() }
      const address = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope,
        prompt: 'login',
        max_age: '0',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, pending }
    },
    finish: async (callback, pending) => {
      try {
        const tokens = await openid.authorizationCodeGrant(await configuration(), callback, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        const reader = readerOf(claims)
        if (claims === undefined || reader === undefined) return undefined
        const sid = typeof claims.sid === 'string' ? claims.sid : undefined
        return {
          reader,
          sid,
          authenticatedAgo: claims.auth_time === undefined ? undefined : Math.max(0, claims.iat - claims.auth_time) * 1000,
        }
      } catch (error) {
        if (
          error instanceof openid.ResponseBodyError ||
          error instanceof openid.AuthorizationResponseError ||
          error instanceof openid.ClientError
        )
          return undefined
        throw error
      }
    },
  }
}

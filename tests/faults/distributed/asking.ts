import type { GatewayAddress } from './member.ts'

/** Gateways as they are now. */
export type Gateways = () => readonly GatewayAddress[]

/** A request as a made-up reader or agency, to one gateway after the other; rejects when there is none, and when it does not answer in time. */
export type Ask = (
  as: string,
  path: string,
  init?: { readonly method: string; readonly type: string; readonly body: string },
) => Promise<Response>

/** A frozen gateway keeps its connections and says nothing: the other one is asked after this long. */
const PATIENCE_MS = 4_000

export function createAsk(gateways: Gateways): Ask {
  let round = 0
  return async (as, path, init) => {
    const all = gateways()
    const address = all[round++ % all.length]
    if (address === undefined) throw new Error('No gateway runs.')
    const authorization = `Bearer ${address.tokens[as] ?? ''}`
    const signal = AbortSignal.timeout(PATIENCE_MS)
    if (init === undefined) return fetch(`${address.origin}${path}`, { signal, headers: { authorization } })
    const { method, type, body } = init
    return fetch(`${address.origin}${path}`, { signal, method, body, headers: { authorization, 'content-type': type } })
  }
}

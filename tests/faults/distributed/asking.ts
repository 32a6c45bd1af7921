import type { Door } from './member.ts'

/** Gateways as they are now. */
export type Doors = () => readonly Door[]

/** A request as a made-up reader or agency, to one gateway after the other; rejects when there is none, and when it does not answer in time. */
export type Ask = (
  as: string,
  path: string,
  init?: { readonly method: string; readonly type: string; readonly body: string },
) => Promise<Response>

/** A frozen gateway keeps its connections and says nothing: the other one is asked after this long. */
const PATIENCE_MS = 4_000

export function createAsk(doors: Doors): Ask {
  let turn = 0
  return async (as, path, init) => {
    const all = doors()
    const door = all[turn++ % all.length]
    if (door === undefined) throw new Error('No gateway runs.')
    const authorization = `Bearer ${door.tokens[as] ?? ''}`
    const signal = AbortSignal.timeout(PATIENCE_MS)
    if (init === undefined) return fetch(`${door.origin}${path}`, { signal, headers: { authorization } })
    const { method, type, body } = init
    return fetch(`${door.origin}${path}`, { signal, method, body, headers: { authorization, 'content-type': type } })
  }
}

import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Kept {
  readonly payload: AdapterPayload
  readonly expiresAt: number
}

/** What the bundled provider keeps (codes, grants, its own sessions): in memory, for as long as it runs. */
export function createMemoryAdapter(now: () => number): (model: string) => Adapter {
  const kept = new Map<string, Kept>()
  const live = (key: string): AdapterPayload | undefined => {
    const entry = kept.get(key)
    if (entry !== undefined && entry.expiresAt < now()) kept.delete(key)
    return kept.get(key)?.payload
  }
  const sweep = (): void => {
    for (const key of kept.keys()) live(key)
  }
  return (model) => {
    const keyOf = (id: string): string => `${model}\0${id}`
    const find = (test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...kept.keys()]
        .filter((key) => key.startsWith(`${model}\0`))
        .map(live)
        .find((payload) => payload !== undefined && test(payload))
    return {
      upsert: async (id, payload, expiresIn) => {
        sweep()
        kept.set(keyOf(id), { payload, expiresAt: now() + (expiresIn || 3600) * 1000 })
      },
      find: async (id) => live(keyOf(id)),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const entry = kept.get(keyOf(id))
        if (entry) kept.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed: Math.floor(now() / 1000) } })
      },
      destroy: async (id) => {
        kept.delete(keyOf(id))
      },
      // Of this model alone: a sign-in that is under way names the grant of the person before, whom it signs out.
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of kept) if (key.startsWith(`${model}\0`) && payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}

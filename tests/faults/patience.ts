/** Longest wait for anything: the machine may be busy with other tests. */
export const PATIENCE_MS = 60_000

/** The promise's result, or an error that says what was waited for. */
export async function within<T>(promise: Promise<T>, awaited: string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`Waited ${String(PATIENCE_MS / 1000)} s for ${awaited}.`))
  }, PATIENCE_MS)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

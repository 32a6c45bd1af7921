import type { Tracing } from './port.ts'

/** Opens tracing where there is a collector's address; else nothing of OpenTelemetry is loaded. */
export async function openTracing({
  endpoint,
  roles,
}: {
  readonly endpoint: string | undefined
  readonly roles: readonly string[]
}): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined
  const { createOtlpTracing } = await import('./otlp.ts')
  return createOtlpTracing({ endpoint, roles })
}

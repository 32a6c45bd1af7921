/** Named points at which a fault test may kill this process, each just after a step became durable. */
export type CrashPoint = (name: string) => void

/** No faults: what production has. */
export const noCrash: CrashPoint = () => undefined

/**
 * Kills this process (SIGKILL) when it has passed the named point often enough: `name` or `name:times`, from THROUGHLINE_CRASH_AT.
 * For the fault tests, which start real processes; without effect in production.
 */
export function crashPointFrom(env: Readonly<Record<string, string | undefined>>): CrashPoint {
  const setting = env.THROUGHLINE_CRASH_AT
  if (setting === undefined || setting === '' || env.NODE_ENV === 'production') return noCrash
  const [point, times = '1'] = setting.split(':')
  let left = Number(times)
  return (name) => {
    if (name !== point) return
    left -= 1
    if (left > 0) return
    process.stderr.write(`crash point ${name}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
}

/** Processor time of a call in ms: unlike the wall clock, it does not count what other processes take. */
export function cpuTime(call: () => void): number {
  const before = process.cpuUsage()
  call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Processor time of this process from now on, in ms: what an input costs, whatever else the machine does meanwhile. */
export function startProcessorTime(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
}

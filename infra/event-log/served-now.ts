/** Records that wait of a partition whose sender sends little. */
const LITTLE = 5

/**
 * Which of the partitions that have records are served in this round of a consumer: every other round those alone of which little waits, so that who sends
 * little waits for no flood; else all, so that no flood waits for ever. `waiting`: how many records of a partition wait.
 */
export function servedNow<Partition>(
  ready: readonly Partition[],
  waiting: (partition: Partition) => number,
  round: number,
): readonly Partition[] {
  if (round % 2 === 1) return ready
  const little = ready.filter((partition) => waiting(partition) <= LITTLE)
  return little.length === 0 ? ready : little
}

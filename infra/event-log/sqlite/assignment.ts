/**
 * Shares partitions among a group's members: as even as their subscriptions allow, and moving as few as that needs. Partitions that no member
 * wants are left out. A function of its inputs' order alone.
 */
export function assign<P, M>(
  partitions: readonly P[],
  members: readonly M[],
  wants: (member: M, partition: P) => boolean,
  previous: ReadonlyMap<P, M>,
): ReadonlyMap<P, M> {
  const assigned = new Map<P, M>()
  const load = new Map<M, number>(members.map((member) => [member, 0]))
  const give = (partition: P, member: M): void => {
    assigned.set(partition, member)
    load.set(member, (load.get(member) ?? 0) + 1)
  }
  const wanted = partitions.filter((partition) => members.some((member) => wants(member, partition)))
  const share = Math.ceil(wanted.length / Math.max(1, members.length))

  for (const partition of wanted) {
    const member = previous.get(partition)
    if (member !== undefined && (load.get(member) ?? share) < share && wants(member, partition)) give(partition, member)
  }
  for (const partition of wanted.filter((each) => !assigned.has(each))) {
    const [member] = members.filter((each) => wants(each, partition)).sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))
    if (member !== undefined) give(partition, member)
  }
  return assigned
}

import { assign } from './assignment.ts'
import type { Partition } from './partitions.ts'

/** A consumer as its group sees it. */
export interface Member {
  wants(topic: string): boolean
  /** Something to do: new records, or another assignment. */
  wake(): void
}

/**
 * A consumer group within this process.
 * INVARIANT: a partition has one holder at most. It moves when its holder has let it go, between two batches.
 */
export interface Group {
  join(member: Member): void
  /** Gives back all that the member holds, and shares it among the others. */
  leave(member: Member): void
  /** Shares the partitions anew: a topic was made. */
  rebalance(): void
  /** Lets go of what is no longer the member's; what was let go. */
  release(member: Member): readonly Partition[]
  /** Takes what is the member's now and nobody else still holds; what was taken. */
  claim(member: Member): readonly Partition[]
  /** Wakes the partition's holder. */
  appended(partition: Partition): void
}

/** Makes a group over the partitions that `all` gives, in order. */
export function createGroup(all: () => Iterable<Partition>): Group {
  const members: Member[] = []
  const holders = new Map<Partition, Member>()
  let targets: ReadonlyMap<Partition, Member> = new Map()

  const wakeAll = (): void => {
    for (const member of members) member.wake()
  }

  const rebalance = (): void => {
    const partitions = [...all()].sort((a, b) => (a.topic === b.topic ? a.number - b.number : a.topic < b.topic ? -1 : 1))
    targets = assign(partitions, members, (member, partition) => member.wants(partition.topic), targets)
    wakeAll()
  }

  const letGo = (member: Member, which: (partition: Partition) => boolean): readonly Partition[] => {
    const gone = [...holders].filter(([partition, holder]) => holder === member && which(partition)).map(([partition]) => partition)
    for (const partition of gone) holders.delete(partition)
    return gone
  }

  return {
    join: (member) => {
      members.push(member)
      rebalance()
    },
    leave: (member) => {
      letGo(member, () => true)
      members.splice(members.indexOf(member), 1)
      rebalance()
    },
    rebalance,
    release: (member) => {
      const gone = letGo(member, (partition) => targets.get(partition) !== member)
      if (gone.length > 0) wakeAll()
      return gone
    },
    claim: (member) => {
      const free = [...targets]
        .filter(([partition, target]) => target === member && !holders.has(partition))
        .map(([partition]) => partition)
      for (const partition of free) holders.set(partition, member)
      return free
    },
    appended: (partition) => holders.get(partition)?.wake(),
  }
}

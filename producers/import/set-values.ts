/** A value and where it belongs in an event. */
export interface PointedValue {
  /** JSON Pointer into the event. */
  readonly to: string
  readonly value: unknown
  /** True for what a mapping says of every row: it makes no member of a list by itself. */
  readonly isConstant: boolean
}

interface Node {
  members: Map<string, Node>
  value: unknown
  isSaid: boolean
}

const node = (): Node => ({ members: new Map(), value: undefined, isSaid: false })

function valueOf(at: Node): unknown {
  if (at.members.size === 0) return at.value
  const members = [...at.members]
  // Members of a list: those of which a row says something, in their order.
  if (members.every(([name]) => /^\d+$/.test(name)))
    return members
      .filter(([, member]) => member.isSaid)
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, member]) => valueOf(member))
  return Object.fromEntries(members.map(([name, member]) => [name, valueOf(member)]))
}

/** Builds an object of values by their pointers. A list's member of which only constants are known is left out: there is nobody to say them of. */
export function objectFrom(values: readonly PointedValue[]): Record<string, unknown> {
  const root = node()
  for (const { to, value, isConstant } of values) {
    let at = root
    for (const name of to.split('/').slice(1)) {
      const next = at.members.get(name) ?? node()
      at.members.set(name, next)
      at = next
      if (!isConstant) at.isSaid = true
    }
    at.value = value
  }
  return valueOf(root) as Record<string, unknown>
}

/** Counts what was killed where. */
export interface Hits {
  add(point: string): void
  /** Points that were never hit. */
  missing(): readonly string[]
  print(): void
}

export function createHits(points: readonly string[]): Hits {
  const counts = new Map(points.map((point) => [point, 0]))
  return {
    add: (point) => {
      counts.set(point, (counts.get(point) ?? 0) + 1)
    },
    missing: () => points.filter((point) => counts.get(point) === 0),
    print: () => {
      const width = Math.max(...[...counts.keys()].map(({ length }) => length))
      const lines = [['point', 'hits'] as const, ...[...counts].map(([point, count]) => [point, String(count)] as const)]
      process.stdout.write(lines.map(([point, count]) => `${point.padEnd(width)}  ${count}\n`).join(''))
    },
  }
}

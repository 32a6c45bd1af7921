/** Numbers of events as text that is short for neighbours, in ascending order, each once: `1-40 43`. Empty for none. */
export function sequenceRanges(sequences: Iterable<number>): string {
  const ranges: { first: number; last: number }[] = []
  for (const sequence of [...new Set(sequences)].sort((one, other) => one - other)) {
    const range = ranges.at(-1)
    if (range?.last === sequence - 1) range.last = sequence
    else ranges.push({ first: sequence, last: sequence })
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(' ')
}

/** Whether a number is in what `sequenceRanges` made. */
export const isInRanges = (ranges: string, sequence: number): boolean =>
  ranges.split(' ').some((range) => {
    const [first, last = first] = range.split('-').map(Number)
    return first !== undefined && last !== undefined && range !== '' && first <= sequence && sequence <= last
  })

/** What a time may mean: one date-time, or two where the hour came twice. */
export type Moments = readonly string[]

/** Every way to take one of each. */
const choices = (times: readonly Moments[]): readonly (readonly string[])[] =>
  times.reduce<readonly (readonly string[])[]>(
    (chosen, moments) => chosen.flatMap((before) => moments.map((moment) => [...before, moment])),
    [[]],
  )

const neverBack = (times: readonly string[]): boolean =>
  times.every((time, at) => at === 0 || Date.parse(times[at - 1] ?? '') <= Date.parse(time))

/**
 * What times mean that follow one another (begun, ended, recorded): for each the one date-time with which none lies before the one before it, or undefined where
 * more than one does. Pure.
 */
export function inOrder(times: readonly Moments[]): readonly (string | undefined)[] {
  const possible = choices(times).filter(neverBack)
  return times.map((moments, at) => {
    if (moments.length === 1) return moments[0]
    const meant = new Set(possible.map((chosen) => chosen[at]))
    return meant.size === 1 ? [...meant][0] : undefined
  })
}

/** What is here is less, or other, than what witnesses have cosigned; or nobody can say. Nothing was started, or nothing goes on. */
export class WitnessedError extends Error {
  readonly code: 'behind-witnesses' | 'forked' | 'witnesses-silent'
  constructor(code: WitnessedError['code'], message: string) {
    super(message)
    this.name = 'WitnessedError'
    this.code = code
  }
}

const named = (witnesses: readonly string[]): string => witnesses.join(', ')

/** Access records are gone that a witness has cosigned. */
export const behindWitnesses = (witnesses: readonly string[], size: number, leaves: number): WitnessedError =>
  new WitnessedError(
    'behind-witnesses',
    `${named(witnesses)} cosigned ${String(size)} leaves of the transparency log, and access.log has ${String(leaves)}: records of ${String(size - leaves)} accesses are gone, as after a restore of an older copy. New records would take their places, and no witness would cosign them. Put back a copy of access.log that has them, with the transparency log. Where no copy has them, say so: throughline witness accept-loss (docs/how-to/run-a-witness.md).`,
  )

/** Another history was cosigned. */
export const forked = (witnesses: readonly string[]): WitnessedError =>
  new WitnessedError(
    'forked',
    `${named(witnesses)} cosigned another history of the transparency log than the one here: access.log or the log was altered, or is of another copy. Put back the copies that were cosigned. Keep what is here for who looks into it: docs/how-to/run-a-witness.md.`,
  )

/** After a restore nobody goes on unasked. */
export const silentWitnesses = (witnesses: readonly string[]): WitnessedError =>
  new WitnessedError(
    'witnesses-silent',
    `This data folder was restored, and too few witnesses answer to know how far the transparency log went: ${named(witnesses)} do not. See that they run and are reached from here, then start again.`,
  )

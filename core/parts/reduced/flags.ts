import { codesOf, coarsened, entriesOf, held, isDetail, saysSomething, type Reduce } from './form.ts'

/**
 * A class whose reduced form is a flag: `/held/<what>` when details say that there is something. Opening fields do not count:
 * every event has a handling.
 */
export const flag =
  (what: string): Reduce =>
  (values, context) =>
    entriesOf(values, context).some((entry) => isDetail(entry) && saysSomething(entry.value)) ? held(what) : {}

/** VIC_VOICE: coded outcomes of views and of change seen; no words, and not what she did to be safe. */
export const reduceVoice: Reduce = (values, context) => coarsened(entriesOf(values, context), codesOf('views_outcome', 'change_seen'))

/** COURT: that proceedings exist, and their stage. */
export const reduceCourt: Reduce = (values, context) => ({
  ...flag('proceedings')(values, context),
  ...coarsened(entriesOf(values, context), codesOf('proceedings_stage')),
})

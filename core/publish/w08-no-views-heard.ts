import { inDetails, ofType } from './of-type.ts'

const DETAIL = 'The meeting heard no views from the harmed person: ask her advocate for them before the actions begin.'
const warning = inDetails('W08', 'harmed_views_presented', DETAIL)

/** W08: the meeting heard no views from the harmed person. */
export const w08NoViewsHeard = ofType('marac.case-heard', ({ harmed_views_presented: presented }) => [!presented && warning])

import type { FieldError } from '../../schemas/codec/errors.ts'
import type { RegisterKind } from '../../schemas/generated/codes.ts'
import { inDetails, ofType } from './of-type.ts'
import type { PublishContext, PublishRule } from './rule.ts'
import { isReason, REASON_CHARACTERS } from './stated.ts'

const LEAST_AGENCIES = 2
const NATIONAL = 'There is no national register here: it is switched off. Give another register_kind.'
const AGENCIES = 'An entry needs at least two agencies.'
const BENEFIT = `Say in ${String(REASON_CHARACTERS)} characters or more what the entry does that the disclosure scheme (DVDS) does not.`

const national = (kind: RegisterKind, { nationalRegister = false }: PublishContext): FieldError | false =>
  kind === 'national_da_register' && !nationalRegister && inDetails('G17', 'register_kind', NATIONAL)

const changed = ofType('register.entry-changed', (details, _, context) => [
  national(details.register_kind, context),
  ...(details.op !== 'entered'
    ? []
    : [
        new Set(details.agencies_contributing).size < LEAST_AGENCIES && inDetails('G17', 'agencies_contributing', AGENCIES),
        !isReason(details.beyond_dvds_benefit) && inDetails('G17', 'beyond_dvds_benefit', BENEFIT),
      ]),
])
const reviewed = ofType('register.entry-reviewed', (details, _, context) => [national(details.register_kind, context)])

/** G17: no national register unless it is switched on; an entry needs two agencies and a stated benefit beyond DVDS. */
export const g17RegisterEntry: PublishRule = (event, context) => [...changed(event, context), ...reviewed(event, context)]

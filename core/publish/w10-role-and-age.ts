import { ageBand, dayOfEvent } from '../case/age-band.ts'
import { normaliseBirthDate } from '../linking/names.ts'
import type { PublishRule } from './rule.ts'

const DETAIL =
  'By the birth date that the event gives, this person was 18 or over and is called a child, or under 16 and is called an adult: correct what is wrong.'

/** W10: the role of a harmed person contradicts the birth date that the event itself gives. */
export const w10RoleAndAge: PublishRule = ({ data: { harmed, occurred } }) =>
  harmed.flatMap(({ role, birth_date: born }, at) => {
    const birthDate = normaliseBirthDate(born)
    const age = birthDate === undefined ? undefined : ageBand(birthDate, dayOfEvent(occurred))
    return (age === 'adult' && role === 'child') || (age === 'child' && role === 'adult')
      ? [{ pointer: `/data/harmed/${String(at)}/role`, code: 'W10', detail: DETAIL }]
      : []
  })

import { z } from 'zod'
import { isAgencyId } from '../../../schemas/ids.ts'

/** The form of `<agency>:<staff id>`. */
const staff = z.string().refine((text) => {
  const [agency = '', id, ...more] = text.split(':')
  return isAgencyId(agency) && id !== undefined && id !== '' && more.length === 0
})
const person = z.strictObject({ given_name: z.string().min(1), surname: z.string().min(1), birth_date: z.iso.date() })
const moment = z.iso.datetime({ offset: true })

/** Somebody by names and birth date, as a directory has them. */
export type NamedPerson = z.infer<typeof person>

/** Files that rules need beside the log, each a JSON list. docs/how-to/alerts.md has them by example. */
export const GIVEN = {
  /** When people were on duty. */
  roster: z.array(z.strictObject({ staff, from: moment, until: moment })),
  /** The people of agencies, and to whom they have declared to be close. */
  directory: z.array(person.extend({ staff, close_to: z.array(person).default([]) })),
  /** People to be watched over. */
  'sensitive-list': z.array(person),
} as const

/** What was given; a list that is absent was not. */
export interface GivenData {
  readonly roster?: z.infer<typeof GIVEN.roster> | undefined
  readonly directory?: z.infer<typeof GIVEN.directory> | undefined
  readonly 'sensitive-list'?: z.infer<(typeof GIVEN)['sensitive-list']> | undefined
}

/** Parses data that came as JSON. Throws an Error that names the list and the first place that is wrong, and nothing of what was submitted. */
export function givenData(value: Readonly<Record<string, unknown>>): GivenData {
  const one = <T>(name: keyof typeof GIVEN, form: z.ZodType<T>): T | undefined => {
    if (value[name] === undefined) return undefined
    const result = form.safeParse(value[name])
    if (result.success) return result.data
    const place = result.error.issues[0]?.path.map(String).join('/') ?? ''
    throw new Error(`The ${name} is not as it must be at /${place}: docs/how-to/alerts.md has its form.`)
  }
  return {
    roster: one('roster', GIVEN.roster),
    directory: one('directory', GIVEN.directory),
    'sensitive-list': one('sensitive-list', GIVEN['sensitive-list']),
  }
}

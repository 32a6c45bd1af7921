import { londonDate } from '../../core/time/london.ts'
import { dateWords } from './timeline/dates.ts'

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', minute: '2-digit', hour12: true })

/** A moment to come as somebody says it who looks at the clock: `6:42pm today`, or with the day. `at`, `now`: milliseconds since the Unix epoch. */
const momentWords = (at: number, now: number): string =>
  londonDate(at) === londonDate(now) ? `${CLOCK.format(at).replace(' ', '')} today` : dateWords(new Date(at).toISOString())

/**
 * What the pages of a case say while its reader sees it by emergency access: until when, and who looks at it afterwards. For `emergency-banner.njk`; nothing where none
 * is live. `until`: ISO 8601, as the read gives it; `now`: milliseconds since the Unix epoch.
 */
export const emergencyBanner = (until: string | undefined, now: number): { readonly emergencyBanner?: string } =>
  until === undefined
    ? {}
    : {
        emergencyBanner: `Emergency access, until ${momentWords(Date.parse(until), now)}. Reviewed by a MARAC chair or a data protection officer of another agency within one working day.`,
      }

import type { BadInput } from './table.ts'
import { wrongEvents } from './wrong-events.ts'
import { wrongRequests } from './wrong-requests.ts'
import { wrongValues } from './wrong-values.ts'

/** Every bad input (R.9), each answered with a code and a pointer, over HTTP and over the log. */
export const badInputs: readonly BadInput[] = [...wrongEvents, ...wrongRequests, ...wrongValues]

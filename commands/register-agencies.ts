import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Configuration } from '../infra/configuration/configuration.ts'
import agencyType from '../schemas/codes/agency_type.json' with { type: 'json' }
import { registerAgencies } from './agencies.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { runningOrHere } from './running-or-here.ts'
import { withControl } from './with-control.ts'

const types = agencyType.codes.map(({ code }) => code)

/** A list of agencies, as demo/agencies.json. */
const agencyList = z.array(z.strictObject({
  agency: z.string(), name: z.string().min(1).max(200), type: z.enum(types as [string, ...string[]]), areas: z.array(z.string().min(1).max(64)).min(1),
  contact: z.string().max(200).optional(),
})).min(1)

const FORM = 'The file must be a JSON list of {"agency": id, "name": words, "type": code of agency_type, "areas": [name, …]}, and "contact": whom to ring when it is urgent, if you like; as demo/agencies.json.'

/** The command to a running process. */
export const registerHandler = (parts: Parts) => async ({ agencies }: Readonly<Record<string, unknown>>): Promise<null> => {
  await registerAgencies(parts, agencyList.parse(agencies))
  return null
}

function readAgencies(file: string): z.infer<typeof agencyList> {
  try {
    return agencyList.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(FORM, { cause })
  }
}

/** `throughline agencies register`; resolves with the exit code. */
export async function register(configuration: Configuration, file: string, output: Output): Promise<number> {
  const agencies = readAgencies(file)
  await runningOrHere(configuration, 'agencies', { agencies }, (parts) => withControl(parts, () => registerHandler(parts)({ agencies })))
  output.result(`Registered as the file has them: ${agencies.map(({ agency }) => agency).join(', ')}`, { agencies: agencies.map(({ agency }) => agency) })
  return 0
}

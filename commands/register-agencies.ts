import { readFileSync } from 'node:fs'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { agenciesIn, agencyList, type AgencyList } from './agency-file.ts'
import { registerAgencies } from './agencies.ts'
import { controlNow } from './control-now.ts'
import { areasOf } from './known-areas.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { runningOrHere } from './running-or-here.ts'
import { withControl } from './with-control.ts'

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** The command to a running process. Resolves with the areas that are new. `newAreas`: areas of which it was said that they are meant as they are written. */
export const registerHandler =
  (parts: Parts) =>
  async ({ agencies, newAreas }: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
    const list = agencyList.parse(agencies)
    const known = new Set([...(await controlNow(parts.store)).agencies.values()].flatMap(({ areas }) => areas))
    const { added, wrong } = areasOf(list, known, texts(newAreas))
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
    await registerAgencies(parts, list)
    return added
  }

function readAgencies(file: string): AgencyList {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`The file ${file} cannot be read.`, { cause })
  }
  return agenciesIn(text)
}

/** `throughline agencies register`; resolves with the exit code. */
export async function register(configuration: Configuration, file: string, newAreas: readonly string[], output: Output): Promise<number> {
  const agencies = readAgencies(file)
  const added = await runningOrHere(configuration, 'agencies', { agencies, newAreas }, (parts) =>
    withControl(parts, () => registerHandler(parts)({ agencies, newAreas })),
  )
  const areas = added.length === 0 ? '' : `\nAreas that no agency was in before: ${added.join(', ')}`
  output.result(`Registered as the file has them: ${agencies.map(({ agency }) => agency).join(', ')}${areas}`, {
    agencies: agencies.map(({ agency }) => agency),
    new_areas: added,
  })
  return 0
}

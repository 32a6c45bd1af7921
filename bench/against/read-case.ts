import { readFolder } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import type { LoadRequest } from '../load/messages.ts'
import type { Serving } from './serving.ts'

/** Who reads: a coordinator, for the MARAC of her agency. */
export const READER = 'norshire-coordinator'
const PURPOSE = 'marac_risk_management'

/** The agency of the reader. */
export function readersAgency(): string {
  const agency = readFolder(DEMO_FOLDER, { only: [] }).readers.find(({ id }) => id === READER)?.agency
  if (agency === undefined) throw new RangeError('The demo has not the reader.')
  return agency
}

/** The request that reads the one case on the reader's list, and how many entries it shows. */
export async function readCaseRequest({
  origin,
  token,
  build,
}: Serving): Promise<{ readonly request: LoadRequest; readonly entries: number }> {
  const headers = { authorization: `Bearer ${await token(READER)}` }
  const get = async (path: string): Promise<{ readonly items: readonly { readonly id: string }[] }> => {
    const response = await fetch(`${origin}${path}`, { headers })
    if (!response.ok) throw new Error(`The build ${build.name} answered ${response.status} to the reader.`)
    return (await response.json()) as { readonly items: readonly { readonly id: string }[] }
  }
  const [found] = (await get(`/v1/cases?purpose=${PURPOSE}`)).items
  if (found === undefined) throw new Error(`The build ${build.name} does not show the reader the case that is on her list.`)
  const path = `/v1/cases/${found.id}/timeline?purpose=${PURPOSE}`
  return { request: { method: 'GET', path, headers }, entries: (await get(path)).items.length }
}

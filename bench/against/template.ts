import { createSender } from '../../commands/demo/gateway-client.ts'
import type { Build } from './build.ts'
import type { Cleanup } from './cleanup.ts'
import { readCaseRequest } from './read-case.ts'
import { serveBuild } from './serving.ts'
import type { Workload } from './workload.ts'

/** Makes an installation by a build: the agencies, and the case that is read, event by event. Every round begins with it. Resolves with how many entries the reader sees. */
export async function makeTemplate(
  build: Build,
  { data, places }: { readonly data: string; readonly places: Readonly<Record<string, string>> },
  { agencies, readCase }: Workload,
  cleanup: Cleanup,
): Promise<number> {
  const serving = await serveBuild(build, data, cleanup, { places })
  await serving.command('agencies', { agencies })
  const sender = createSender({ url: serving.origin, token: serving.token })
  for (const event of readCase) {
    const { status, errors } = await sender.send(event)
    if (status !== 'accepted')
      throw new Error(
        `The build ${build.name} did not accept an event of the case: ${status}, ${errors.map(({ code, pointer }) => `${code} at ${pointer}`).join(', ')}.`,
      )
  }
  const { entries } = await readCaseRequest(serving)
  await serving.stop()
  return entries
}

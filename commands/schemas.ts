import { checkSchemas, findingText, releaseSchemas } from '../schemas/index.ts'
import type { Output } from './output.ts'

/** Prints what is wrong with the schemas; resolves with the exit code. */
export async function check(output: Output): Promise<number> {
  const { ok, findings } = checkSchemas()
  output.result([...findings.map(findingText), ok ? 'The schemas are sound.' : `${String(findings.length)} finding(s)`].join('\n'), { ok, findings })
  return ok ? 0 : 1
}

/** Releases new versions; nothing when anything is found. */
export async function publish(output: Output): Promise<number> {
  const { ok, added, findings } = releaseSchemas()
  const released = added.length === 0 ? 'Nothing new to release.' : `Released ${String(added.length)} version(s).`
  output.result([...findings.map(findingText), ok ? released : 'Nothing was released.'].join('\n'), { ok, added, findings })
  return ok ? 0 : 1
}

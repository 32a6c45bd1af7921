import { checkSchemas, findingText } from './check.ts'
import { releaseSchemas } from './compatibility/release.ts'

// node schemas/release.ts: releases what differs from its newest released version. Refuses, and exits 1, when the lint or the gate finds anything.
const { ok, added, findings } = releaseSchemas()
for (const { id, subject, version } of added) console.log(`${subject} version ${String(version)} has the id ${String(id)}`)
for (const finding of [...findings, ...(ok ? checkSchemas().findings : [])]) console.error(findingText(finding))
if (ok && added.length === 0) console.log('Every schema is released.')
process.exitCode = ok ? 0 : 1

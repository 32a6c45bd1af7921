import { readFileSync } from 'node:fs'
import { crashPointFrom } from '../../../infra/faults/crash-point.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { openInstallation } from './harness.ts'

// Run as a process of its own: publishes the events of a file, one agency after another, and takes everything; dies at the named crash point.
const [folder = '', file = '', point = ''] = process.argv.slice(2)
const installation = await openInstallation(folder)
const events = file === '' ? [] : (JSON.parse(readFileSync(file, 'utf8')) as readonly AgencyEvent[])
for (const event of events) await installation.take([event])
await installation.take([], { crashPoint: crashPointFrom({ THROUGHLINE_CRASH_AT: point }) })
await installation.close()
console.log('taken')

// Starts a process in a run folder, says its id and the folder, and stays: its test kills it.
import { join } from 'node:path'
import { openRunFolder } from '../../../scripts/servers/run-folder.ts'

const run = openRunFolder('test')
const server = await run.start({ command: 'sleep', args: ['1000'], logFile: join(run.path, 'log') })
process.stdout.write(`${String(server.pid)}\n${run.path}\n`)
setInterval(() => undefined, 1000)

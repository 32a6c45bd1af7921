import { once } from 'node:events'
import { symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { asyncApiDocument } from '../../gateway/api/asyncapi/document.ts'
import { runTool } from '../../scripts/servers/cache/run-tool.ts'
import { pascalCase } from '../../schemas/generation/names.ts'
import { loadCatalogue, loadExamples, loadRecords, recordOf } from '../../schemas/index.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { programOf } from './generated/generator.ts'
import { runProgram } from './generated/program.ts'
import { modelinaModules } from './modelina/installed.ts'

const ROOT = join(import.meta.dirname, '../..')
const TSC = join(ROOT, 'node_modules/typescript7/bin/tsc')

interface Model {
  readonly modelName: string
  readonly result: string
}

describe('Modelina', () => {
  const folder = temporaryFolder()
  const catalogue = loadCatalogue()
  const server = createServer((_request, response) => {
    response.end(JSON.stringify(asyncApiDocument({ catalogue, examples: loadExamples(), receipt: recordOf(loadRecords(), 'receipt') })))
  }).listen(0, '127.0.0.1')
  afterAll(() => {
    server.close()
    folder.remove()
  })

  it('makes of /asyncapi.json, as the page has it, a model of every event type and of receipts, and they compile', async () => {
    symlinkSync(await modelinaModules(), join(folder.path, 'node_modules'))
    if (!server.listening) await once(server, 'listening')
    const program = programOf('js').replace(
      'https://throughline.example',
      `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    )
    writeFileSync(
      join(folder.path, 'models.mjs'),
      `${program}\nconsole.log(JSON.stringify(models.map(({ modelName, result }) => ({ modelName, result }))))\n`,
    )
    const { code, output, errors } = await runProgram(process.execPath, ['models.mjs'], { cwd: folder.path })
    expect([code, errors]).toEqual([0, ''])
    const models = JSON.parse(output) as readonly Model[]

    const names = new Set(models.map(({ modelName }) => modelName))
    const wanted = [...catalogue.types.values()].flatMap(({ subject }) => [
      subject,
      `${subject.split('.').slice(0, -1).join('.')}.${snakeCase(subject.split('.').at(-1) ?? '')}.Details`,
    ])
    const nameOf = (subject: string): string => subject.split('.').map(pascalCase).join('Dot')
    expect([...wanted, 'uk.throughline.log.Receipt'].map(nameOf).filter((name) => !names.has(name))).toEqual([])

    writeFileSync(join(folder.path, 'models.ts'), models.map(({ result }) => `export ${result}`).join('\n'))
    await runTool(
      process.execPath,
      [TSC, '--ignoreConfig', '--noEmit', '--strict', '--target', 'es2024', '--types', '', join(folder.path, 'models.ts')],
      '',
    )
  }, 300_000)
})

const snakeCase = (name: string): string => name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

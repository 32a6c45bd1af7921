import { copyFileSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../../scripts/servers/cache/fetch-once.ts'
import { maven } from '../../../scripts/servers/cache/maven.ts'
import { runTool } from '../../../scripts/servers/cache/run-tool.ts'
import { runGo } from '../go.ts'
import { venvBin } from '../venv.ts'

const ROOT = join(import.meta.dirname, '../../..')
const TSC = join(ROOT, 'node_modules/typescript7/bin/tsc')
const JDK = 'Install a JDK (Debian and Ubuntu: sudo apt-get install default-jdk-headless; macOS: brew install openjdk).'
/** What the generated pom.xml names, at its versions. */
const JARS = [
  'com.fasterxml.jackson.core:jackson-databind:2.21.5',
  'com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.21.5',
  'org.openapitools:jackson-databind-nullable:0.2.11',
  'com.google.code.findbugs:jsr305:3.0.2',
  'jakarta.annotation:jakarta.annotation-api:1.3.5',
  'org.apache.httpcomponents:httpmime:4.5.14',
]

/** The Python that has what the generated client needs. */
export const pythonFor = async (): Promise<string> =>
  join(
    await venvBin(join(import.meta.dirname, 'python', 'requirements.txt'), 'generated-python', 'pydantic and urllib3 for Python (10 MB)'),
    'python',
  )

/** Imports every module of the client in `folder`. */
export async function importPython(folder: string): Promise<void> {
  const everyModule =
    'import importlib, pkgutil, openapi_client\nfor one in pkgutil.walk_packages(openapi_client.__path__, "openapi_client."): importlib.import_module(one.name)'
  await runTool(await pythonFor(), ['-c', everyModule], '', { cwd: folder, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } })
}

/** Compiles the client and programs beside it (`<folder>/client`, `<folder>/*.ts`), strictly; they then run from `<folder>/built`. */
export async function compileTypeScript(folder: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        target: 'es2024',
        lib: ['es2024', 'dom'],
        module: 'nodenext',
        outDir: 'built',
        rootDir: '.',
        types: ['node'],
        typeRoots: [join(ROOT, 'node_modules/@types')],
      },
      include: ['client', '*.ts'],
    }),
  )
  await runTool(process.execPath, [TSC, '-p', folder], '')
}

export async function compileJava(folder: string): Promise<void> {
  const jars = await fetchOnce(join(cacheFolder(), 'generated-java-2.21.5'), 'Jackson for Java (3 MB)', (target) =>
    maven.copyWithDependencies(target, JARS),
  )
  const sources = globSync('src/main/**/*.java', { cwd: folder })
  if (sources.length < 100) throw new Error('The generated client has no sources.')
  writeFileSync(join(folder, 'sources'), sources.join('\n'))
  await runTool('javac', ['-nowarn', '-proc:none', '-d', 'classes', '-cp', join(jars, '*'), '@sources'], JDK, { cwd: folder })
}

/** Our go.mod and go.sum in place of the generated ones: what is fetched is pinned. */
export async function compileGo(folder: string): Promise<void> {
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(import.meta.dirname, 'go', name), join(folder, name))
  rmSync(join(folder, 'test'), { recursive: true, force: true })
  mkdirSync(join(folder, 'built'), { recursive: true })
  await runGo(folder, ['build', '-mod=readonly', './...'])
}

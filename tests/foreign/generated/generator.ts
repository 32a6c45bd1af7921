import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../../scripts/servers/cache/fetch-once.ts'
import { maven } from '../../../scripts/servers/cache/maven.ts'
import { runTool } from '../../../scripts/servers/cache/run-tool.ts'
import { requireJava } from '../../../scripts/servers/java.ts'

export const GENERATOR_VERSION = '7.25.0'
const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/how-to/generate-a-client.md'), 'utf8')
/** Quick to start: it runs for a few seconds. Documentation and tests of the client are left out. */
const QUICK = ['-Xmx1g', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
const CODE_ALONE = ['--global-property', 'apiTests=false,modelTests=false,apiDocs=false,modelDocs=false']

/** The arguments that the page gives for a language. */
function argumentsOf(language: string): readonly string[] {
  const command = new RegExp(`^\\| ${language} \\| \`generate -i openapi\\.json ([^\`]+)\``, 'm').exec(PAGE)?.[1]
  if (command === undefined) throw new Error(`docs/how-to/generate-a-client.md has no command for ${language}.`)
  return command.replace('-o client', '').split(' ').filter(Boolean)
}

/** The program in a language that the page prints. */
export function programOf(fence: string): string {
  const program = new RegExp(`^\`\`\`${fence}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(PAGE)?.[1]
  if (program === undefined) throw new Error(`docs/how-to/generate-a-client.md has no block \`\`\`${fence}.`)
  return program
}

/** Generates a client of an OpenAPI document, as the page says, into a folder. Rejects with a ServerFailure that has the generator's last words. */
export async function generateClient(language: string, document: string, folder: string): Promise<void> {
  const jar = await fetchOnce(
    join(cacheFolder(), `openapi-generator-${GENERATOR_VERSION}`),
    `openapi-generator ${GENERATOR_VERSION} (31 MB)`,
    async (target) => {
      await maven.copy(target, `org.openapitools:openapi-generator-cli:${GENERATOR_VERSION}:jar`)
    },
  )
  const { command } = await requireJava(17)
  await runTool(
    command,
    [
      ...QUICK,
      '-jar',
      join(jar, `openapi-generator-cli-${GENERATOR_VERSION}.jar`),
      'generate',
      '-i',
      document,
      '-o',
      folder,
      ...argumentsOf(language),
      ...CODE_ALONE,
    ],
    '',
  )
}

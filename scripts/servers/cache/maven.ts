import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from './run-tool.ts'

const INSTALL = 'Install it (Debian and Ubuntu: sudo apt-get install maven; macOS: brew install maven).'
/** The release of Maven's dependency plug-in. */
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1'

const dependency = (coordinates: string): string => {
  const [group, artifact, version] = coordinates.split(':')
  return `<dependency><groupId>${group ?? ''}</groupId><artifactId>${artifact ?? ''}</artifactId><version>${version ?? ''}</version></dependency>`
}

const pom = (coordinates: readonly string[]): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>throughline</groupId><artifactId>servers</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${coordinates.map(dependency).join('')}</dependencies>
</project>
`

/** Downloads through the Maven of this machine, and so through the mirrors that its settings name. */
export const maven = {
  /** Copies the jars of these artifacts (`group:artifact:version`) and all that they need into a folder. */
  copyWithDependencies: async (folder: string, coordinates: readonly string[]): Promise<void> => {
    const file = join(folder, 'pom.xml')
    writeFileSync(file, pom(coordinates))
    await runTool('mvn', ['-q', '-B', '-f', file, `${PLUGIN}:copy-dependencies`, `-DoutputDirectory=${folder}`], INSTALL)
    rmSync(file)
  },
  /** Copies one artifact (`group:artifact:version:packaging`) into a folder, without what it needs. */
  copy: async (folder: string, coordinates: string): Promise<void> => {
    await runTool('mvn', ['-q', '-B', `${PLUGIN}:copy`, `-Dartifact=${coordinates}`, `-DoutputDirectory=${folder}`], INSTALL, {
      cwd: folder,
    })
  },
  /** Copies one packed artifact (`group:artifact:version:packaging:classifier`) into a folder and unpacks it there. */
  unpack: async (folder: string, coordinates: string): Promise<void> => {
    await maven.copy(folder, coordinates)
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.tar.gz'))) {
      await runTool('tar', ['-xzf', name], 'Install GNU tar.', { cwd: folder })
      rmSync(join(folder, name))
    }
  },
}

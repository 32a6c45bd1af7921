// Makes sure that what local servers need is on this machine: Java, the downloads, PostgreSQL; and promtool, which tests alert rules. Run by scripts/servers-ready.mjs.
import { dockerWorks } from './engines/containers.ts'
import { apicurioFolder, kafkaJars } from './cache.ts'
import { ServerFailure } from './failure.ts'
import { requireJava } from './java.ts'
import { installMissingPackages, requirePromtool } from './packages.ts'
import { requirePostgres } from './postgres/programs.ts'

try {
  installMissingPackages()
  await requireJava(17)
  await kafkaJars()
  requirePostgres()
  requirePromtool()
  if (!(await dockerWorks())) {
    await requireJava(21)
    await apicurioFolder()
  }
} catch (error) {
  if (!(error instanceof ServerFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

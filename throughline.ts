import { Command } from 'commander'
import { declareAgencies } from './commands/cli/agencies.ts'
import { declareAllocate } from './commands/cli/allocate.ts'
import { declareAudit } from './commands/cli/audit.ts'
import { declareBackup } from './commands/cli/backup.ts'
import { declareDatabase } from './commands/cli/database.ts'
import { declareErase } from './commands/cli/erase.ts'
import { declareFeed } from './commands/cli/feed.ts'
import { declareKeys } from './commands/cli/keys.ts'
import { declareMasterKey } from './commands/cli/master-key.ts'
import { declarePolicy } from './commands/cli/policy.ts'
import { declarePublishing } from './commands/cli/publishing.ts'
import { declareRetention } from './commands/cli/retention.ts'
import { declareSchemas } from './commands/cli/schemas.ts'
import { declareServing } from './commands/cli/serving.ts'
import { declareSimulate } from './commands/cli/simulate.ts'
import { declareStaff } from './commands/cli/staff.ts'
import { declareStatus } from './commands/cli/status.ts'
import { declareSubjectAccess } from './commands/cli/subject-access.ts'
import { declareTimeline } from './commands/cli/timeline.ts'
import { declareTopics } from './commands/cli/topics.ts'
import { declareWitness } from './commands/cli/witness.ts'
import { WRONG_USE } from './commands/cli/run.ts'

/** The command line: each file declares some commands, in the order in which `--help` lists them. What a command does is in commands/ and is loaded when it is called. */
const declarations = [
  declareServing,
  declarePublishing,
  declareFeed,
  declareSimulate,
  declareStatus,
  declareSchemas,
  declareTopics,
  declareDatabase,
  declareBackup,
  declareMasterKey,
  declareTimeline,
  declarePolicy,
  declareAgencies,
  declareKeys,
  declareStaff,
  declareAllocate,
  declareAudit,
  declareErase,
  declareSubjectAccess,
  declareRetention,
  declareWitness,
]

const throughline = new Command('throughline')
  .description('The event bus that joins what agencies know about a domestic-abuse perpetrator')
  .showHelpAfterError()
  .exitOverride()
for (const declare of declarations) declare(throughline)

try {
  await throughline.parseAsync()
} catch (error) {
  const { exitCode } = error as { readonly exitCode?: number }
  process.exitCode = exitCode === 0 ? 0 : WRONG_USE
}

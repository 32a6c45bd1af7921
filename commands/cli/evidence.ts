import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import type { ExportOptions } from '../evidence/export.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

/** Declares `audit export` and `audit proof`. */
export function declareEvidence(audit: Command): void {
  command(
    audit,
    'export',
    'a bundle of evidence for a court or a regulator, which an expert of the other side can check; asks the running service',
  )
    .option('--from <time>', 'first read, date-time with offset')
    .option('--to <time>', 'last read, date-time with offset')
    .option('--case <id>', 'reads of this case')
    .option('--person <id>', 'reads of the cases in which this person is')
    .option('--reader <agency:id>', 'reads by this person')
    .option('--records <ids>', 'these access records, with a comma between')
    .option('--format <format>', 'fhir: the records as FHIR R4 AuditEvents too (IHE BALP)')
    .option('--with-readers', 'with the names of those who read')
    .requiredOption('--reason <words>', 'what it is for and by whose request, 40 characters or more; goes on record')
    .requiredOption('--out <file>', 'the archive to make, .tar.gz')
    .requiredOption('--token <token>', 'a token of the person who does this: auditor or dpo')
    .action(async ({ json, ...options }: Common & ExportOptions) =>
      run(
        async (output) => (await import('../evidence/export.ts')).exportBundle(readConfiguration(process.env), options, output),
        json === undefined ? {} : { json },
      ),
    )
  command(audit, 'proof', 'a proof file (c2sp.org/tlog-proof) that one access record is in the log')
    .argument('<record>', 'id of the access record (header Access-Record)')
    .option('--out <file>', 'where to write it, .tlog-proof; default: standard output')
    .action(async (record: string, { out, ...common }: Common & { out?: string }) =>
      run(async (output) => (await import('../evidence/proof.ts')).writeProof(readConfiguration(process.env), record, out, output), common),
    )
}

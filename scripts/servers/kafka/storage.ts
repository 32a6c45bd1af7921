import { runTool } from '../cache/run-tool.ts'
import { configFile, type NodeConfig } from './config.ts'

/** Formats a node's storage for the cluster, once, with the users that sign in by SCRAM. Its output is dropped: it holds credentials. */
export async function formatStorage(java: readonly string[], clusterId: string, node: NodeConfig, scram: readonly string[]): Promise<void> {
  const [command = 'java', ...options] = java
  const users = scram.flatMap((argument) => ['--add-scram', argument])
  await runTool(
    command,
    [...options, 'kafka.tools.StorageTool', 'format', '--cluster-id', clusterId, '--config', configFile(node), ...users],
    'Install Java 17 or later.',
  )
}

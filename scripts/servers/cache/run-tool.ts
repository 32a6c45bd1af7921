import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { ServerFailure } from '../failure.ts'

export interface ToolOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly user?: { readonly uid: number; readonly gid: number }
}

/**
 * Runs a program to its end and resolves with its standard output. Rejects with a ServerFailure: `missing_tool`, with how to
 * install it, when there is no such program; `download_failed`, with the last lines that it printed, when it fails.
 */
export function runTool(command: string, args: readonly string[], install: string, { cwd, env, user }: ToolOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      [...args],
      { ...(cwd === undefined ? {} : { cwd }), ...(env === undefined ? {} : { env }), ...user, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else if (error.code === 'ENOENT') reject(new ServerFailure('missing_tool', `The program ${command} was not found. ${install}`))
        else {
          const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n')
          reject(new ServerFailure('download_failed', `${basename(command)} failed; its last words:\n${last}`, { cause: error }))
        }
      },
    )
  })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Runs a command that goes on, in a process group of its own; resolves once it printed a line that matches, with how to end it. Rejects when it ends before. */
export async function startCommand(
  command: string,
  { cwd, env, until }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly until: RegExp },
): Promise<() => Promise<void>> {
  const started = spawn('bash', ['-c', command], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(started, 'exit')
  const lines = createInterface({ input: started.stdout })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (until.test(line)) resolve()
    })
    void exited.then(() => {
      reject(new Error('The command ended before it was ready.'))
    })
  })
  return async () => {
    if (started.pid !== undefined && started.exitCode === null && started.signalCode === null) process.kill(-started.pid, 'SIGTERM')
    await exited
  }
}

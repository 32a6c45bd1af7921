import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pinned } from '../../scripts/pin-images.mjs'
import { freePorts } from '../../scripts/servers/ports.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
/** The unprivileged user and group called nobody. */
const NOBODY = 65_534

/** What COPY names, with where it goes, below the working directory. */
const copies = [...dockerfile.matchAll(/^COPY (.+) (\S+)$/gm)].flatMap(([, from = '', to = '']) =>
  from.split(' ').map((name) => [name, to.endsWith('/') ? join(to, name.split('/').at(-1) ?? '') : to] as const),
)

/** The packages that `npm ci --omit=dev` installs, from what is installed here: without them nothing of ours may run. */
function productionPackages(): readonly string[] {
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return listed
    .split('\n')
    .filter((path) => path.includes('node_modules'))
    .map((path) => relative(root, path))
}

describe('the image, its steps one by one', () => {
  const folder = temporaryFolder()
  const app = join(folder.path, 'app')
  const data = join(folder.path, 'data')
  const asRoot = process.getuid?.() === 0
  let service: ChildProcess
  let port: number

  /** As the container's first process, as nobody, on a file system that is read-only but for the data; where we may not, as who we are. */
  const launch = (args: readonly string[]): ChildProcess => {
    const node = [join(app, 'node_modules/.bin/node'), 'bin/throughline.mjs', ...args]
    const user = `exec setpriv --reuid=${String(NOBODY)} --regid=${String(NOBODY)} --clear-groups --no-new-privs -- "$@"`
    const contained = [
      '--mount',
      '--pid',
      '--fork',
      '--mount-proc',
      '--kill-child',
      'sh',
      '-c',
      `mount --bind ${data} ${data} && mount -o remount,bind,ro / && ${user}`,
      'sh',
      ...node,
    ]
    return spawn(asRoot ? 'unshare' : (node[0] ?? ''), asRoot ? contained : node.slice(1), {
      cwd: app,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, HOME: '/nonexistent', THROUGHLINE_DATA: data, PORT: String(port) },
    })
  }
  const firstProcess = (): number =>
    asRoot ? Number(readFileSync(`/proc/${String(service.pid)}/task/${String(service.pid)}/children`, 'utf8').trim()) : Number(service.pid)
  const healthy = async (): Promise<number | null> => {
    const [code] = (await once(spawn(process.execPath, ['scripts/healthy.mjs'], { cwd: app, env: { PORT: String(port) } }), 'exit')) as [
      number | null,
    ]
    return code
  }

  beforeAll(async () => {
    chmodSync(folder.path, 0o755)
    mkdirSync(app)
    for (const [from, to] of copies) cpSync(join(root, from), join(app, to.replace(/^\.\//, '')), { recursive: true })
    for (const path of productionPackages().filter((one) => one.split('node_modules').length === 2)) {
      mkdirSync(dirname(join(app, path)), { recursive: true })
      cpSync(join(root, path), join(app, path), { recursive: true, verbatimSymlinks: true })
    }
    mkdirSync(join(app, 'node_modules/.bin'), { recursive: true })
    cpSync(join(root, 'node_modules/.bin/node'), join(app, 'node_modules/.bin/node'), { verbatimSymlinks: true })
    mkdirSync(data, { mode: 0o700 })
    if (asRoot) chownSync(data, NOBODY, NOBODY)
    ;[port = 0] = await freePorts(1)
  }, 60_000)
  afterAll(() => {
    service.kill('SIGKILL')
    folder.remove()
  })

  it('has what runs, by name, and nothing else of the folder that it is built in', () => {
    expect(copies.some(([from]) => from === '.' || from.includes('*'))).toBe(false)
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(ignored[0]).toBe('*')
    for (const kept of ['**/master.key*', '**/data', '**/*.sqlite*', '**/*.pem'])
      expect(ignored.indexOf(kept)).toBeGreaterThan(ignored.findLastIndex((line) => line.startsWith('!')))
    for (const [from] of copies) expect([from, ignored.some((line) => line === `!${from.split('/')[0] ?? ''}`)]).toEqual([from, true])
    for (const name of ['tests', 'bench', 'docs', '.git', 'data', 'master.key', 'scripts/servers'])
      expect(existsSync(join(app, name))).toBe(false)
  })

  it('publishes the schemas that are in it', async () => {
    service = launch(['schemas', 'publish'])
    expect(await once(service, 'exit')).toEqual([0, null])
  }, 60_000)

  it('serves as an unprivileged first process without writing anywhere but to its data, and says that it is healthy', async () => {
    service = launch(['serve'])
    for await (const line of createInterface({ input: service.stdout ?? process.stdin }))
      if (line === `Throughline is at http://127.0.0.1:${String(port)}`) break
    expect(await healthy()).toBe(0)
    expect((await fetch(`http://127.0.0.1:${String(port)}/`)).status).toBe(200)
    expect(readdirSync(app).sort()).toEqual(
      [...new Set(copies.map(([, to]) => to.replace(/^\.\//, '').split('/')[0] ?? ''))]
        .concat('node_modules')
        .filter((name) => name !== '')
        .sort(),
    )
  }, 60_000)

  it('ends within ten seconds with code 0 when the first process is told to', async () => {
    const ended = once(service, 'exit')
    const begun = performance.now()
    process.kill(firstProcess(), 'SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(await healthy()).toBe(1)
  }, 30_000)

  it('is pinned by digest as a script writes it, and by nothing that is no digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`
    const once = pinned(dockerfile, () => digest)
    expect(once).toContain(`FROM node:24-bookworm-slim@${digest}\n`)
    expect(pinned(once, () => digest)).toBe(once)
    const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
    expect(pinned(compose, () => digest).match(/@sha256:/g)).toHaveLength(compose.match(/^\s+image: /gm)?.length ?? -1)
    expect(() => pinned(dockerfile, () => 'latest')).toThrow('no digest')
  })
})

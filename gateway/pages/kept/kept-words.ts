import type { Request, Response } from 'express'
import { z } from 'zod'
import { open, seal, SealError } from '../../../core/sealing/seal.ts'
import type { Route } from '../../api/routes.ts'
import type { Sessions } from '../../identity/sessions.ts'
import type { PageCookie } from '../cookie.ts'
import { pageOfForm } from './form-pages.ts'

/** What somebody wrote into a form: where it is sent, and its fields by name, without its token. */
export interface Written {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** Words of a form that came when the visit was over, with the page on which the form stands. */
export interface KeptWords extends Written {
  readonly page: string
}

/** Keeps such words for 15 minutes, sealed, for the same person alone. */
export interface WordsKeeper {
  /** Keeps a form of `staff`, and nothing where nothing was written. Says whether it did. */
  keep(request: Request, response: Response, form: SentForm): Promise<boolean>
  /** What is kept in this browser for `staff`. */
  find(request: Request, staff: string): Promise<KeptWords | undefined>
  /** Whether anything may be kept in this browser: who is not signed in is told no more. */
  has(request: Request): boolean
  forget(request: Request, response: Response): Promise<void>
}

export interface SentForm {
  readonly staff: string
  readonly row: Route
  readonly action: string
  readonly fields: ReadonlyMap<string, string>
}

const AAD = 'kept'
const content = z.object({ staff: z.string(), action: z.string(), page: z.string(), fields: z.record(z.string(), z.string()) })

/** The fields of a form as somebody wrote them. */
export const writtenIn = (fields: ReadonlyMap<string, string>): Written['fields'] =>
  Object.fromEntries([...fields].filter(([name]) => name !== 'csrf' && name !== KEEP_ONLY))

/** The field by which a page says that a form is to be kept and not acted on. */
export const KEEP_ONLY = 'keep-only'

/** `secret`: 32 bytes that all gateways of the installation share. The browser has a random id alone, in a cookie of its own. */
export function createWordsKeeper({
  secret,
  sessions,
  cookie,
}: {
  readonly secret: Buffer
  readonly sessions: Sessions
  readonly cookie: PageCookie
}): WordsKeeper {
  const forget = async (request: Request, response: Response): Promise<void> => {
    const id = cookie.read(request)
    if (id === undefined) return
    await sessions.forget(id)
    cookie.clear(response)
  }
  const opened = (sealed: string): z.infer<typeof content> | undefined => {
    try {
      return content.parse(JSON.parse(open(secret, AAD, Buffer.from(sealed, 'base64')).toString()))
    } catch (error) {
      if (error instanceof SealError) return undefined
      throw error
    }
  }
  return {
    forget,
    has: (request) => cookie.read(request) !== undefined,
    keep: async (request, response, { staff, row, action, fields }) => {
      const written = writtenIn(fields)
      if (Object.values(written).every((value) => value.trim() === '')) return false
      await forget(request, response)
      const kept = { staff, action, page: pageOfForm(row, action, fields), fields: written }
      cookie.set(response, await sessions.keep(seal(secret, AAD, Buffer.from(JSON.stringify(kept))).toString('base64')))
      return true
    },
    find: async (request, staff) => {
      const id = cookie.read(request)
      const sealed = id === undefined ? undefined : await sessions.kept(id)
      const kept = sealed === undefined ? undefined : opened(sealed)
      return kept?.staff === staff ? kept : undefined
    },
  }
}

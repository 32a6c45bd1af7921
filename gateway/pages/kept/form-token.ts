import { timingSafeEqual } from 'node:crypto'
import { open, seal, SealError } from '../../../core/sealing/seal.ts'

/** Whose form it is, and of which visit. */
export interface FormOwner {
  /** The session's own random words. */
  readonly csrf: string
  /** `<agency>:<staff id>`. */
  readonly staff: string
}

/** What a form carries so that nobody else's browser can be made to send it, and so that its words are the same person's when the visit is over. */
export interface FormTokens {
  /** The same for every form of a visit. */
  of(owner: FormOwner): string
  /** Undefined for what was not made here. */
  read(token: string): FormOwner | undefined
}

const AAD = 'form'
const BETWEEN = '\0'

/** Tokens sealed under `secret`: 32 bytes that all gateways of the installation share. */
export const createFormTokens = (secret: Buffer): FormTokens => ({
  of: ({ csrf, staff }) => seal(secret, AAD, Buffer.from(`${csrf}${BETWEEN}${staff}`)).toString('base64url'),
  read: (token) => {
    try {
      const [csrf = '', staff = ''] = open(secret, AAD, Buffer.from(token, 'base64url')).toString().split(BETWEEN)
      return { csrf, staff }
    } catch (error) {
      if (error instanceof SealError) return undefined
      throw error
    }
  },
})

/** Whether a form is of this visit, in constant time. */
export function isOwn(given: FormOwner | undefined, wanted: FormOwner): boolean {
  const [one, other] = [Buffer.from(given?.csrf ?? ''), Buffer.from(wanted.csrf)]
  return given?.staff === wanted.staff && one.length === other.length && timingSafeEqual(one, other)
}

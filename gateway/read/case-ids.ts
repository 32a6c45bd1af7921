import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { type AgencyId, type CaseLogId, caseLogIdOf } from '../../schemas/ids.ts'

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/
/** Form of a case id outside: 16 bytes in base64url. */
export const CASE_ID = /^[A-Za-z0-9_-]{22}$/

export interface CaseIds {
  /** The id that people of this agency see for a case log. */
  outside(agency: AgencyId, caseLog: CaseLogId): string
  /** The case log of an id that this agency was given; anything else leads to a case log that does not exist, or undefined. */
  inside(agency: AgencyId, id: string): CaseLogId | undefined
}

/**
 * Case ids as agencies see them: AES-256 of the case log's 16 random bytes under a key per agency (docs/decisions/0008). A link that is
 * copied to another agency leads nowhere, and two agencies cannot tell that their ids are of one case.
 */
export function createCaseIds(secret: Buffer): CaseIds {
  // Key objects: with the plain bytes each use costs Node five times as much.
  const keyOf = (agency: AgencyId): KeyObject =>
    createSecretKey(createHmac('sha256', createSecretKey(secret)).update('case').update('\0').update(agency).digest())
  return {
    outside: (agency, caseLog) => {
      const cipher = createCipheriv('aes-256-ecb', keyOf(agency), null).setAutoPadding(false)
      return Buffer.concat([cipher.update(uuidBytes(caseLog)), cipher.final()]).toString('base64url')
    },
    inside: (agency, id) => {
      const bytes = Buffer.from(id, 'base64url')
      if (!CASE_ID.test(id) || bytes.toString('base64url') !== id) return undefined
      const decipher = createDecipheriv('aes-256-ecb', keyOf(agency), null).setAutoPadding(false)
      return caseLogIdOf(uuidText(Buffer.concat([decipher.update(bytes), decipher.final()])))
    },
  }
}

function uuidBytes(uuid: string): Buffer {
  if (!UUID.test(uuid)) throw new TypeError('A case log id is a UUID in lower case')
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

const uuidText = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

import { createCipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { SealedPart } from '../../core/case/index-part.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { PlannedPart } from './plan.ts'

/** Seals values as JSON under the key of (case log, owner, class): AES-256-GCM with a random nonce, keys in memory. */
export type PlainSeal = (caseLog: CaseLogId, part: PlannedPart) => SealedPart

export function createPlainSeal(): PlainSeal {
  const keys = new Map<string, KeyObject>()
  return (caseLog, { owner, class: sensitivity, values }) => {
    const scope = `${caseLog} ${owner} ${sensitivity}`
    const key = keys.get(scope) ?? createSecretKey(randomBytes(32))
    keys.set(scope, key)
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(values)), cipher.final(), cipher.getAuthTag()])
    return { owner, class: sensitivity, sealed }
  }
}

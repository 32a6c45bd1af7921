import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

const ITERATIONS = 4_096
const PLAIN = /^[\x21-\x7e]+$/

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803): made here, so that the password is never in a statement or the server's log.
 * Throws TypeError for a password that is empty or not of printable ASCII: others would need SASLprep.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  if (!PLAIN.test(password)) throw new TypeError('A database password must be of printable ASCII characters without spaces.')
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${String(ITERATIONS)}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`
}

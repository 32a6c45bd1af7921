import { staffToken } from '../../core/linking/tokens.ts'
import type { Access } from '../audit/recorder.ts'
import { staffOf, type Credential, type ReaderCredential } from '../identity/credential.ts'
import type { Reader, ReadRequest } from '../../policy/facts/input.ts'
import { readerReference } from './event-ids.ts'
import type { ReadDeps } from './deps.ts'

type Secrets = ReadDeps['secrets']

/** A reader as decisions know them: with the tokens that allocations and blocks name. */
export function policyReader(reader: ReaderCredential, secrets: Secrets): Reader {
  const staff = staffOf(reader)
  return {
    staff,
    tokens: [staffToken(secrets.linking, staff), staffToken(secrets.linking, reader.agency)],
    agency: reader.agency,
    role: reader.role,
  }
}

/** A reader as access records know them. */
export const recordReader = (reader: ReaderCredential, secrets: Secrets): NonNullable<Access['reader']> => {
  const staff = staffOf(reader)
  return { staff, reference: readerReference(secrets.readerIds, staff), agency: reader.agency, role: reader.role }
}

/** Whoever asked, as access records know them: an agency's system is its agency. */
export const recordCredential = (credential: Credential, secrets: Secrets): NonNullable<Access['reader']> =>
  credential.kind === 'reader'
    ? recordReader(credential, secrets)
    : { staff: credential.agency, reference: readerReference(secrets.readerIds, credential.agency), agency: credential.agency, role: '' }

/** A live read for a purpose. */
export const liveRequest = (reader: ReaderCredential, purpose: string, secrets: Secrets, justified = false): ReadRequest => ({
  reader: policyReader(reader, secrets),
  purpose,
  channel: 'live',
  justified,
})

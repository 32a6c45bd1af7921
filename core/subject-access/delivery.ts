/** How an answer reaches who asked. */
export const DELIVERIES = ['in_person', 'post', 'email', 'phone', 'portal'] as const
export type Delivery = (typeof DELIVERIES)[number]

/** What the newest voice.contact-safety-set of the person says, as far as it is in the pack. */
export interface ContactSafety {
  readonly unsafe?: string
  readonly safe?: string
  readonly sharedDevices?: boolean
  /** A day in London. */
  readonly validUntil?: string
}

/** Words of her own by which a way of delivery is meant. */
const SAID_OF: Readonly<Record<Delivery, RegExp>> = {
  in_person: /\b(home|visit|door)/i,
  post: /\b(post|letter|mail|address|home)\b/i,
  email: /\be-?mail/i,
  phone: /\b(phone|mobile|landline|call|text|sms|voicemail)/i,
  portal: /\b(online|portal|account|app|internet)/i,
}
const BY_DEVICE: ReadonlySet<Delivery> = new Set(['email', 'phone', 'portal'])

/**
 * Why an answer must not go that way yet: somebody else may read it. Nothing is ever sent by the program. `today`: a day in London. `requester`: code of requester_kind. Pure.
 */
export function deliveryWarnings(
  requester: string,
  delivery: Delivery,
  contact: ContactSafety | undefined,
  today: string,
): readonly string[] {
  if (requester === 'subject')
    return [
      'He may share this with anybody. Read it as the people harmed would: nothing in it may tell where they are, what they said, or who helped them.',
    ]
  if (contact === undefined)
    return ['Nobody has recorded which way of contact is safe. Ask the person, in private, before anything is sent.']
  const { unsafe = '', sharedDevices, validUntil } = contact
  const warnings: string[] = []
  if (validUntil !== undefined && validUntil < today)
    warnings.push(`What is known of safe contact was good until ${validUntil} only. Ask again before anything is sent.`)
  if (SAID_OF[delivery].test(unsafe)) warnings.push('The person has named this way of contact as unsafe. Do not use it.')
  if (sharedDevices !== false && BY_DEVICE.has(delivery))
    warnings.push('The other person may see the phone, accounts or devices, or nobody has asked. Hand it over in person, or ask first.')
  return warnings
}

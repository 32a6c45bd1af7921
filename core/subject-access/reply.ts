/**
 * The reply to a perpetrator who asks whether there is a MARAC: neither confirmed nor denied, by default and in the same words always (D.8; Data Protection Act 2018 s. 45(4)
 * and (5) and s. 44(5)). A person sends it, or another.
 */
export const NEITHER_CONFIRM_NOR_DENY = [
  'You asked whether we hold information about you in connection with a multi-agency meeting.',
  'We can neither confirm nor deny whether any such information is held. This is the reply that everybody gets who asks this, whether or not there is any: it must not be taken to mean that information is held, or that it is not.',
  'Where the law gives you a right to information that we hold about you, it is enclosed.',
  'If you are not content with this you may complain to us, to the Information Commissioner, or apply to a court.',
].join('\n\n')

import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { Receipt } from '../../../schemas/generated/records.ts'

/**
 * An entry of a receipt as it is written. Narrower than the schema, which has the status as text: intake says no other; and what is wrong is as the checks say it, which leave
 * out a rule that there is not.
 */
export interface ReceiptRecord extends Omit<Receipt, 'errors' | 'warnings'> {
  readonly status: 'accepted' | 'repeated' | 'rejected' | 'held'
  readonly errors: readonly FieldError[]
  readonly warnings: readonly FieldError[]
}

import { inDetails, ofType } from './of-type.ts'

const warning = inDetails('W04', 'separate_worker_confirmed', 'Confirm that another worker supports her than the one who works with him.')

/** W04: the same worker supports both parties, as far as it is not confirmed that another does. */
export const w04SameWorker = ofType('programme.partner-support-linked', ({ separate_worker_confirmed: separate }) => [!separate && warning])

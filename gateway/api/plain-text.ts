import { z } from 'zod'
import { hasControl, NO_CONTROL } from '../../schemas/codec/says-something.ts'

/** A text that somebody types, by the rule of the texts of events: no control character but tabs and line ends. */
export const plainText = (): z.ZodString => z.string().refine((text) => !hasControl(text), { message: NO_CONTROL })

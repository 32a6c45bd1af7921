import type { z } from 'zod'
import type { FieldError, Result } from '../../schemas/codec/errors.ts'

/**
 * A body of a form, with everything that is wrong. The names of our own fields only: a key that was submitted is not said back. `forms`: what would be right, by field; a field that tells what it lacks does so itself.
 */
export function checkedBody<Shape extends z.ZodObject>(
  shape: Shape,
  forms: Readonly<Record<string, string>>,
  value: unknown,
): Result<z.infer<Shape>> {
  const result = shape.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  const names = Object.keys(shape.shape)
  const errors = result.error.issues.map(({ code, message, path: [field] }): FieldError =>
    typeof field === 'string' && names.includes(field)
      ? { pointer: `/${field}`, code: 'wrong-format', detail: code === 'custom' ? message : (forms[field] ?? '') }
      : { pointer: '', code: 'wrong-format', detail: `Give ${names.join(', ')} and nothing else.` },
  )
  return { ok: false, errors: errors.filter(({ pointer }, at) => errors.findIndex((one) => one.pointer === pointer) === at) }
}

import type { FieldError } from '../../schemas/codec/errors.ts'

const ATTRIBUTES = ['specversion', 'id', 'source', 'type', 'time']

/**
 * One error for each attribute that the headers of a record have more than once, whether they say the same or not. `doubled`: names of headers. Which of them is meant
 * nobody can tell, and readers differ in what they make of it.
 */
export const doubledAttributes = (doubled: readonly string[]): readonly FieldError[] =>
  ATTRIBUTES.filter((name) => doubled.includes(`ce_${name}`)).map((name) => ({
    pointer: `/${name}`,
    code: 'doubled-header',
    detail: `The record has the header ce_${name} more than once. Send it once: clear what a retry or a wrapper has added before.`,
  }))

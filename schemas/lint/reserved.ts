/** What JavaScript's objects already have: data under such a name would change how code behaves. */
const OBJECT_MEMBERS: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
])

/** What Avro itself calls its types: a type of that name would be taken for Avro's. */
const AVRO_TYPES: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
  'record',
  'enum',
  'array',
  'map',
  'fixed',
  'union',
  'error',
  'request',
])

/** A name that JavaScript objects already have, alone or as a part of a dotted name. */
export const isReservedName = (name: string): boolean => name.split('.').some((part) => OBJECT_MEMBERS.has(part))

/** The name of a type, dotted or not, ends in one of Avro's own. */
export const isAvroName = (name: string): boolean => AVRO_TYPES.has(name.slice(name.lastIndexOf('.') + 1))

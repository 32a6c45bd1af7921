/** A label within a sentence: `victim safety planning`, `MARAC risk management`. */
export const inSentence = (label: string): string => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label)

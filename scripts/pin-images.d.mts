/** A file's text with the digest of each image that it names by tag. */
export function pinned(text: string, digestOf: (image: string) => string): string

export function testEnvironment(): { readonly TMPDIR?: string }
export const testNodeOptions: readonly string[]

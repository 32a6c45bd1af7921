// For a container's health check: exit code 0 while the process of this container answers on /livez, else 1.
const address = `http://127.0.0.1:${process.env.PORT || '3000'}/livez`
try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(4_000) })
  process.exitCode = answer.ok ? 0 : 1
} catch {
  process.exitCode = 1
}

/** Phones run wrong: the server's own time, from its Date header, decides what 今天 is. */
let driftMs = 0

export function now(): Date {
  return new Date(Date.now() + driftMs)
}

/** Below a minute the phone is right enough, and a header has whole seconds only. */
export function learnServerTime(dateHeader: string | undefined): void {
  const at = dateHeader ? Date.parse(dateHeader) : Number.NaN
  if (Number.isNaN(at)) return
  const drift = at - Date.now()
  driftMs = Math.abs(drift) > 60_000 ? drift : 0
}

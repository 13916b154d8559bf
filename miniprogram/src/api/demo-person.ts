/** The person a demo window was opened for: `/m/?demo=<staffId>`. It stands before the `#`, so it outlives every page. */
export function demoPerson(): string | undefined {
  if (process.env.TARO_ENV !== 'h5') return undefined
  return new URLSearchParams(window.location.search).get('demo') || undefined
}

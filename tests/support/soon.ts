/**
 * Tries `check` until it no longer throws, as a page draws and sends at its own pace; what it complains of after `ms`
 * milliseconds is the test's complaint. Not for what must never happen: that has to be looked at once it could have.
 */
export async function soon<T>(check: () => T | Promise<T>, ms = 8000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    try {
      return await check()
    } catch (complaint) {
      if (performance.now() > end) throw complaint
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/**
 * Runs `look` again and again, never two at once, and not while nobody sees the page.
 * Answers a function that looks at once; its promise ends when that look has ended.
 */
export function poll(look, everyMs) {
  let timer
  let running
  let again = false

  function now() {
    clearTimeout(timer)
    // A look under way may have asked before what the caller wants to see: look once more after it.
    if (running) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await look()
      } while (again)
    })().finally(() => {
      running = undefined
      if (!document.hidden) timer = setTimeout(now, everyMs)
    })
    return running
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : now()))
  now()
  return now
}

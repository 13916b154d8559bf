const written = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})
const oneDay = 86_400_000

/** 2026-03-04 14:33 in China, wherever the browser stands. */
const inChina = (at) => written.format(at)

/** 今天 14:33, 昨天 17:48, else 2026-02-22 14:33. */
export function minuteText(at, now = Date.now()) {
  const text = inChina(at)
  const day = text.slice(0, 10)
  if (day === inChina(now).slice(0, 10)) return `今天 ${text.slice(11)}`
  if (day === inChina(now - oneDay).slice(0, 10)) return `昨天 ${text.slice(11)}`
  return text
}

/** 14:33, as a phone's status bar. */
export const clockText = (at = Date.now()) => inChina(at).slice(11)

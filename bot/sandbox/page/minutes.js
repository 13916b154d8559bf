/** Minutes as the organisation says them, wherever the browser stands. */
const zone = 'Asia/Shanghai'
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
const dayMs = 86_400_000

/** `今天 14:33`, `昨天 17:48`, else `2026-02-22 14:33`. */
export function minuteText(at, now = new Date()) {
  const [day, minute] = clock.format(at).split(' ')
  if (day === clock.format(now).slice(0, 10)) return `今天 ${minute}`
  if (day === clock.format(new Date(now.getTime() - dayMs)).slice(0, 10)) return `昨天 ${minute}`
  return `${day} ${minute}`
}

/** `14:33` */
export const clockText = (at) => clock.format(at).slice(11)

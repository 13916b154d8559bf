import { role, staffOf } from './cast.js'
import { byId } from './dom.js'
import { clockText, minuteText } from './minutes.js'
import { createPick } from './pick.js'

const screen = { width: 390, height: 844, edge: 8 }

/** The phone on the right: the real mini-program in the browser, signed in as the chosen person. */
export function createPhone({ choosePhone }) {
  const frame = byId('frame')
  const pick = createPick(byId('phone-pick'), { label: '谁的手机', onchange: choosePhone })
  let shown
  let updatedAt

  const showUpdated = () => {
    byId('updated').hidden = updatedAt === undefined
    if (updatedAt !== undefined) byId('updated-at').textContent = `${minuteText(updatedAt)} 更新`
  }
  const updated = () => {
    updatedAt = Date.now()
    showUpdated()
  }
  frame.addEventListener('load', () => shown && updated())

  // As large as the window allows, never larger than life: 86 % at 800 px, 1:1 from 940.
  const space = byId('device-space')
  new ResizeObserver(() => {
    const free = Math.min(
      (space.clientHeight - 2 * screen.edge) / screen.height,
      (space.clientWidth - 2 * screen.edge) / screen.width,
    )
    space.style.setProperty('--scale', String(Math.min(1, Math.max(0.4, free))))
  }).observe(space)

  return {
    show({ people, phoneId }) {
      const person = people.find(({ id }) => id === phoneId)
      if (!person) return
      byId('phone-name').textContent = `${person.name}的手机`
      byId('clock').textContent = clockText()
      pick.show({
        words: `${person.name}的手机`,
        options: staffOf(people).map((each) => ({ id: each.id, text: `${each.name}  ${role(each)}` })),
        chosen: phoneId,
      })
      if (shown !== phoneId) {
        shown = phoneId
        frame.title = `${person.name}的手机`
        frame.src = `/m/?demo=${encodeURIComponent(phoneId)}`
      }
      showUpdated()
    },
    /** Tells the mini-program that there may be something new. */
    refresh() {
      if (!shown) return
      frame.contentWindow?.postMessage({ type: 'shunliu:refresh' }, location.origin)
      updated()
    },
  }
}

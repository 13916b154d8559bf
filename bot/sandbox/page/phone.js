import { element, fill } from './element.js'
import { clockText, minuteText } from './minutes.js'

const frame = document.getElementById('phone')
const updated = document.getElementById('updated')
const owner = document.getElementById('owner')

/** Fits the phone between the heading and the window's lower edge; never larger than life. */
export function fitPhone() {
  const right = document.querySelector('.right')
  const narrow = window.innerWidth < 1024
  const room = window.innerHeight - (narrow ? 130 : 80) - 16
  const scale = Math.min(1, Math.max(0.5, room / 844), (window.innerWidth - 40) / 390)
  right.style.setProperty('--scale', scale.toFixed(4))
}

/** Whose phone it can be, by role. */
export function showOwners(people, chosen, onChoose) {
  const staff = people.filter(({ kind }) => kind === 'staff')
  const roles = [...new Set(staff.map(({ title }) => title.split(' · ')[0]))]
  fill(
    owner,
    ...roles.map((role) =>
      element(
        'optgroup',
        { label: role },
        ...staff
          .filter(({ title }) => title.split(' · ')[0] === role)
          .map(({ id, name }) => element('option', { value: id, selected: id === chosen }, `${name}的手机`)),
      ),
    ),
  )
  owner.onchange = () => onChoose(owner.value)
}

/** Opens somebody's phone: their own session, in this frame alone. */
export function openPhone(staffId) {
  const asked = `/m/?demo=${encodeURIComponent(staffId)}`
  if (frame.getAttribute('src') === asked) return
  // A new document: the mini-program keeps who it is for as long as it is open.
  frame.setAttribute('src', asked)
}
frame.addEventListener('load', () => {
  if (frame.getAttribute('src')) told()
})

/** Tells the phone that something was written; it asks the server itself. */
export function refreshPhone() {
  frame.contentWindow?.postMessage({ type: 'shunliu:refresh' }, window.location.origin)
  told()
}

function told() {
  updated.hidden = false
  updated.lastElementChild.textContent = `${minuteText(new Date())} 更新`
}

export function showMinute() {
  document.getElementById('minute').textContent = clockText(new Date())
}

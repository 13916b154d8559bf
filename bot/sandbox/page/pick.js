import { el, icon } from './dom.js'

/** A quiet button that is a native select: the system's own list opens, on a phone too, and every key works. */
export function createPick(place, { label, onchange }) {
  const text = el('span', { class: 'cut' })
  const select = el('select', { 'aria-label': label, onchange: () => onchange(select.value) })
  place.append(text, icon('down', 's'), select)
  let shown

  return {
    /** @param options `{ id, text }` */
    show({ words, options, chosen }) {
      text.textContent = words
      const look = JSON.stringify(options)
      if (look !== shown)
        select.replaceChildren(...options.map((option) => el('option', { value: option.id }, option.text)))
      shown = look
      select.value = chosen
    },
  }
}

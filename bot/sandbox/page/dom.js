/** Makes an element: attributes by name, listeners as `onclick`, children as nodes or text. False and undefined are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children.filter((child) => child !== undefined && child !== false))
  return node
}

export const byId = (id) => document.getElementById(id)

/** A long name keeps both ends: shops differ at the end. One that ends in a bracket is cut at the end. */
export function midName(name, className = '') {
  const whole = name.length < 8 || /[)）]$/.test(name)
  if (whole) return el('span', { class: `cut ${className}` }, name)
  return el(
    'span',
    { class: `mid ${className}`, title: name },
    el('span', { class: 'cut' }, name.slice(0, -5)),
    el('span', {}, name.slice(-5)),
  )
}

const svgSpace = 'http://www.w3.org/2000/svg'

export function icon(name, size = '') {
  const svg = document.createElementNS(svgSpace, 'svg')
  svg.setAttribute('class', `i ${size}`)
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(svgSpace, 'use')
  use.setAttribute('href', `#i-${name}`)
  svg.append(use)
  return svg
}

/**
 * Shows items as the children of a list. A child stays while its `look` is the same, so that a poll
 * moves neither the scroll position nor the focus; a changed child hands its focus to its successor.
 * @param items `{ id, look, make }`
 */
export function showList(list, items) {
  const before = new Map([...list.children].map((child) => [child.dataset.look, child]))
  const focused = list.contains(document.activeElement)
    ? document.activeElement.closest('[data-id]')?.dataset.id
    : undefined
  const after = items.map(({ id, look, make }) => {
    const key = `${id} ${look}`
    const node = before.get(key) ?? make()
    before.delete(key)
    node.dataset.id = id
    node.dataset.look = key
    return node
  })
  for (const gone of before.values()) gone.remove()
  after.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null)
  })
  if (focused !== undefined && !list.contains(document.activeElement))
    after
      .find((node) => node.dataset.id === focused)
      ?.querySelector('button')
      ?.focus()
}

/**
 * An element with its properties and children; a child that is false, null or undefined is left out.
 * Text only ever enters as text nodes: what people write is never read as HTML.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue
    if (name in made) made[name] = value
    else made.setAttribute(name, value)
  }
  made.append(...children.filter((child) => child !== false && child !== null && child !== undefined))
  return made
}

/** Replaces what stands in `place`. */
export function fill(place, ...children) {
  place.replaceChildren(...children.filter(Boolean))
}

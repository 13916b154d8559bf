import { byId, el, showList } from './dom.js'

/** Lines to try: those of who speaks, then one of each customer, which leads to that customer's chat. */
export function createTries({ fill, speakAs }) {
  const line = byId('tries-line')
  const list = byId('tries')
  const more = byId('tries-more')

  const open = (wide) => {
    line.classList.toggle('open', wide)
    more.setAttribute('aria-expanded', String(wide))
    more.textContent = wide ? '收起' : '更多'
    list.scrollLeft = 0
    measure()
  }
  // One line, so that the talk keeps its room; the rest on demand.
  const measure = () => {
    more.hidden = !line.classList.contains('open') && list.scrollWidth <= list.clientWidth + 1
    line.classList.toggle('cut-off', !more.hidden)
  }
  more.addEventListener('click', () => open(!line.classList.contains('open')))
  new ResizeObserver(measure).observe(line)

  return {
    show({ speaker, chat, people }) {
      const own = speaker.tries.map((words) => chip(words, '', () => fill(words)))
      const outside = people.filter(({ kind, tries }) => kind === 'contact' && tries.length > 0)
      const theirs = outside.map((contact) =>
        chip(contact.tries[0], contact.name, () => {
          speakAs(contact)
          fill(contact.tries[0])
        }),
      )
      const all = chat.kind === 'customer' ? own : [...own, ...theirs]
      const shownFor = `${chat.id} ${speaker.id}`
      if (shownFor !== line.dataset.shownFor) open(false)
      line.dataset.shownFor = shownFor
      showList(list, all)
      line.hidden = all.length === 0
      measure()
    },
  }
}

function chip(words, name, onclick) {
  return {
    id: `${name} ${words}`,
    look: '',
    make: () =>
      el(
        'li',
        {},
        el(
          'button',
          { type: 'button', class: 'chip', onclick, title: name && `以 ${name} 的身份说` },
          name && el('span', { class: 'ink3' }, `${name}：`),
          words,
        ),
      ),
  }
}

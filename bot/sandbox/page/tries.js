import { byId, el, showList } from './dom.js'

/** Lines to try: those of who speaks, then one of each customer, which leads to that customer's chat. */
export function createTries({ fill, speakAs }) {
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
      showList(byId('tries'), all)
      byId('tries-line').hidden = all.length === 0
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

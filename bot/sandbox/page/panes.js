import { byId } from './dom.js'

const narrow = matchMedia('(max-width: 1023px)')

/** Under 1024 px chat and phone are two tabs, and on a phone the list of chats is a page before the chat. */
export function createPanes() {
  const tabs = { chat: byId('tab-chat'), phone: byId('tab-phone') }
  const order = Object.keys(tabs)
  const dot = (button) => button.querySelector('.dot')

  function choose(name) {
    document.body.dataset.tab = name
    for (const [each, button] of Object.entries(tabs)) {
      button.setAttribute('aria-selected', String(each === name))
      button.tabIndex = each === name ? 0 : -1
    }
    dot(tabs[name]).hidden = true
  }

  // Side by side they are no tabs: the roles come and go with the width.
  function showRoles() {
    const roles = [
      [byId('tabs'), 'tablist'],
      [tabs.chat, 'tab'],
      [tabs.phone, 'tab'],
      [byId('chat'), 'tabpanel'],
      [byId('phone'), 'tabpanel'],
    ]
    for (const [node, role] of roles) {
      if (narrow.matches) node.setAttribute('role', role)
      else node.removeAttribute('role')
    }
  }

  for (const name of order) tabs[name].addEventListener('click', () => choose(name))
  byId('tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const next = order[(order.indexOf(document.body.dataset.tab) + step + order.length) % order.length]
    choose(next)
    tabs[next].focus()
  })
  byId('back').addEventListener('click', () => {
    document.body.dataset.pane = 'list'
    byId('conversations').querySelector('[aria-current]')?.focus()
  })
  narrow.addEventListener('change', showRoles)
  showRoles()
  choose('chat')

  const hidden = (name) => narrow.matches && document.body.dataset.tab !== name
  return {
    openRoom() {
      document.body.dataset.pane = 'room'
      choose('chat')
    },
    /** Something is new in the chats that are not open, or on the phone. */
    newsInChats(there) {
      dot(byId('back')).hidden = !there
      dot(tabs.chat).hidden = !(there && hidden('chat'))
    },
    newsOnPhone() {
      dot(tabs.phone).hidden = !hidden('phone')
    },
  }
}

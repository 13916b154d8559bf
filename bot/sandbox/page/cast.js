/** Who is who, and who may speak where. Pure: everything comes from what the server listed. */

export const role = (person) =>
  person.kind === 'contact' ? '客户' : (person.title.split(' · ')[0] ?? person.title)

export const staffOf = (people) => people.filter(({ kind }) => kind === 'staff')

/** In one's own talk with the bot anyone of the staff may be chosen: choosing opens their talk. */
export function speakersIn(chat, people) {
  if (chat.kind === 'direct') return staffOf(people)
  return people.filter(({ id }) => chat.members.includes(id))
}

/** A customer's chat is for the customer to speak in first; elsewhere it is the first of the staff. */
export function firstSpeaker(chat, people) {
  const there = people.filter(({ id }) => chat.members.includes(id))
  return (chat.kind === 'customer' && there.find(({ kind }) => kind === 'contact')) || there[0]
}

export const directOf = (personId) => `direct:${personId}`

/** Names as a row and a heading show them: a customer's chat is its contacts', with the customer below. */
export function chatNames(chat, people) {
  const contacts = people.filter(({ id, kind }) => kind === 'contact' && chat.members.includes(id))
  if (chat.kind === 'customer' && contacts.length > 0)
    return { name: contacts.map(({ name }) => name).join('、'), below: chat.name }
  if (chat.kind === 'direct') {
    const owner = people.find(({ id }) => chat.members.includes(id))
    return { name: chat.name, below: owner ? `和${owner.name}单聊` : '单聊' }
  }
  return { name: chat.name, below: `${chat.members.length} 人` }
}

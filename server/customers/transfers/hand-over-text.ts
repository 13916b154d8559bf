import type { HandOver } from '../../../shared/api/transfers'
import { handOverTexts as texts } from '../../../shared/text/hand-over'

/** The hand-over page as one text, to be sent to whoever takes the customer over. */
export function handOverText(page: Omit<HandOver, 'text'>, minute: (instant: string) => string): string {
  const people = page.contacts.map(({ name, phone }) => [name, phone].filter(Boolean).join(' '))
  const section = (heading: string, lines: string[]) =>
    lines.length > 0 ? ['', `【${heading}】`, ...lines.map((line) => `· ${line}`)] : []
  const { headings } = texts
  return [
    texts.title(page.customer.name, page.code),
    ...(page.address ? [page.address] : []),
    people.length > 0 ? texts.contacts(people) : texts.noContacts(),
    ...page.summary,
    ...section(
      headings.tasks,
      page.tasks.map(({ number, text, due }) => texts.task(number, text, due)),
    ),
    ...section(
      headings.opportunities,
      page.opportunities.map(({ signal, at }) => texts.opportunity(signal, minute(at))),
    ),
    ...section(
      headings.todos,
      page.todos.map(({ staff, text }) => texts.todo(staff.name, text)),
    ),
    ...section(
      headings.touches,
      page.touches.map(({ at, actor, kind, text }) => `${minute(at)} ${actor} ${text || kind}`),
    ),
    ...section(
      headings.owners,
      page.owners.map(({ staff, since, until }) =>
        texts.owner(staff.name, minute(since), until && minute(until)),
      ),
    ),
  ].join('\n')
}

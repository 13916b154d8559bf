import type { Element } from './element'
import type { Reading } from './reading'
import { hasDate, type When } from './time/when'
import type { Command, ConfirmReason, ExplainPart, NoneReason, Opportunity, Understanding } from './types'
import { MATTERS } from './words/keyword-words'

/** Which characters of the original each part was read from, and whether it was said or had to be implied. */
export function explain(reading: Reading, answer: Understanding): ExplainPart[] {
  const { norm, clauses, group } = reading
  const parts: ExplainPart[] = []
  const add = (part: ExplainPart['part'], start: number, end: number, how: ExplainPart['how']) => {
    const from = norm.from[start] ?? 0
    const to = end > start ? (norm.from[end - 1] ?? from) + 1 : from
    const added: ExplainPart = { part, text: norm.original.slice(from, to), start: from, end: to, how }
    parts.push(added)
    return added
  }
  const indexOf = (result: Understanding | Command | Opportunity | undefined) =>
    answer.kind === 'multi' ? answer.results.indexOf(result as Command) : -1
  const groups =
    reading.groups.length > 0 ? reading.groups : group === undefined ? [] : [{ group, result: undefined }]
  for (const each of groups)
    for (const kind of ['store', 'person'] as const) {
      const at = each.group[`${kind}At`]
      if (at === undefined) continue
      const taken = each.group.guessed?.includes(kind) || (kind === 'store' && each.group.inherits)
      const who = add(kind, at[0], at[1], taken ? 'implied' : 'said')
      const result = indexOf(each.result)
      if (result >= 0) who.result = result
    }
  /** Of several shops that get the same, each belongs to its own result. */
  const named = (name: NonNullable<Element['name']>, start: number, end: number) => {
    if (name.type !== 'store' && name.type !== 'person') return
    const who = add(name.type, start, end, name.guessed ? 'implied' : 'said')
    if (answer.kind !== 'multi') return
    const results = answer.results.flatMap((r, i) =>
      r[name.type as 'store' | 'person'] === name.name ? [i] : [],
    )
    if (results.length === 1) who.result = results[0]
  }
  for (const clause of clauses)
    for (const e of clause.elements) {
      if (e.dead !== undefined) {
        if (e.kind !== 'action' && e.kind !== 'keyword') continue
        const polarity = add('polarity', e.start, e.end, 'said')
        polarity.reason = e.dead
        if (e.kind === 'keyword' && e.keyword !== undefined) polarity.keyword = e.keyword
        continue
      }
      if (e.kind === 'when' && e.when !== undefined) {
        const { when } = e
        const due = reading.dues.find((each) => each.when.start <= e.start && e.end <= each.when.end)
        // 今天缺货，明天补20箱: today is not when it is due.
        if (due === undefined && reading.dues.length > 0) continue
        const how = due?.confirm.some((reason) => decided(reason, when)) ? 'implied' : 'said'
        const time = add('time', e.start, e.end, how)
        if (answer.kind === 'multi' && due !== undefined) time.result = answer.results.indexOf(due.result)
      } else if (e.kind === 'quantity') add('item', e.start, e.end, 'said')
      else if (e.kind === 'action') add('action', e.start, e.end, 'said')
      else if (e.kind === 'keyword')
        add(answer.kind === 'command' ? 'action' : 'keyword', e.start, e.end, 'said')
      else if (e.kind === 'name' && e.name !== undefined) named(e.name, e.start, e.end)
      else if (e.kind === 'text' && reading.drafts.some((d) => d.productStart === e.start))
        add('item', e.start, e.end, 'said')
    }
  addInherited(reading, add, indexOf)
  if (answer.kind === 'none') addMatter(answer.reason, norm.text, parts, add)
  return parts.sort((a, b) => a.start - b.start)
}

/** 合同先不谈了: what is denied is named, though no keyword is. */
function addMatter(
  reason: NoneReason,
  text: string,
  parts: readonly ExplainPart[],
  add: (part: 'polarity', start: number, end: number, how: 'said') => ExplainPart,
): void {
  if ((reason !== 'negated' && reason !== 'cancelled') || parts.some((part) => part.keyword !== undefined))
    return
  for (const [keyword, words] of MATTERS) {
    const word = words.split(' ').find((w) => text.includes(w))
    if (word === undefined) continue
    const at = text.indexOf(word)
    const polarity = add('polarity', at, at + word.length, 'said')
    polarity.reason = reason
    polarity.keyword = keyword
  }
}

/** 补苹果3箱、香蕉5箱: the second item has its verb, or its goods, from words that are another's. */
function addInherited(
  { clauses, drafts }: Reading,
  add: (part: 'action' | 'item', start: number, end: number, how: 'implied') => ExplainPart,
  indexOf: (result: Command | undefined) => number,
): void {
  const elements = clauses.flatMap((c) => c.elements).filter((e) => e.dead === undefined)
  const claimed = new Set<Element>()
  for (const draft of drafts) {
    const result = indexOf(draft.owner)
    const inherit = (part: 'action' | 'item', from: Element) => {
      const added = add(part, from.start, from.end, 'implied')
      if (result >= 0) added.result = result
    }
    const verbs = elements.filter((e) => e.action === draft.action && draft.action !== undefined)
    const own = verbs.find((e) => !claimed.has(e) && e.start <= draft.end + 1)
    const verb = own ?? verbs.filter((e) => e.start <= draft.start).pop()
    if (own !== undefined) claimed.add(own)
    else if (verb !== undefined) inherit('action', verb)
    const noun = elements.find((e) => e.kind === 'text' && e.start === draft.productStart)
    if (noun !== undefined && claimed.has(noun)) inherit('item', noun)
    else if (noun !== undefined) claimed.add(noun)
    else if (draft.product !== undefined) {
      const earlier = elements.find(
        (e) => e.kind === 'text' && e.end <= draft.start && e.word.includes(draft.product ?? ''),
      )
      if (earlier !== undefined) inherit('item', earlier)
    }
  }
}

/** Of a time said in several places (明天 … 3点), which one the rule had to complete. */
function decided(reason: ConfirmReason, when: When): boolean {
  switch (reason) {
    case 'clock-afternoon-implied':
    case 'clock-next-day':
      return when.hour !== undefined
    case 'after-midnight':
    case 'next-year':
      return hasDate(when) || when.part === 'evening'
    case 'already-past-next-time':
    case 'due-in-the-past':
      return true
    default:
      return false
  }
}

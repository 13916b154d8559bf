/** Lines with # segments. */
import { type Clause, splitClauses } from './clauses'
import type { Dictionary } from './dictionary'
import { type Element, element } from './element'
import { readElements } from './elements'
import type { HashGroup } from './hash/group'
import { type HashLine, readHashLine } from './hash/read-hash-line'
import { readItems } from './items/read-items'
import type { Group } from './items/state'
import { Role } from './lexicon'
import type { Line } from './line'
import { markLooseKeywords, readOpportunity } from './opportunity'
import { judge } from './polarity/judge'
import type { Reading } from './reading'
import { addDue, addWho, combine, firstReason, type Placed, toItem } from './results'
import { groupsEach } from './stores-each'
import { resolveDue } from './time/due'
import { isEmpty } from './time/when'
import type { Command, ConfirmReason, Item, NoneReason, Opportunity, Understanding } from './types'
import { TOPICS } from './words/topic-words'

export function readHashed(line: Line, from: number, reading: Reading): Understanding | undefined {
  const { ref, norm } = reading
  line.hashed = true
  const hash = readHashLine(line, norm, from)
  if (hash !== undefined && reading.dictionary !== undefined)
    for (const group of hash.groups) knownNames(group, reading.dictionary, reading.confirm)
  if (hash === undefined) {
    line.hashed = false
    return undefined
  }
  const [only] = hash.groups
  if (hash.groups.length === 1 && only?.person === undefined && TOPICS.has(only?.store ?? ''))
    return { kind: 'none', reason: 'chatter' }
  if (isTopic(line, hash)) return { kind: 'none', reason: 'chatter' }
  const placed: Placed[] = []
  let reason: NoneReason | undefined
  const prefix = readElements(line, hash.prefix[0], hash.prefix[1])
  const prefixReason = reasonOfPrefix(prefix)
  let lastAction: string | undefined
  for (const group of hash.groups) {
    const single = hash.segments === 1 && group.store === undefined && group.person === undefined
    const bodies = group.bodies.slice()
    if (
      bodies.length === 0 &&
      hash.groups.length === 1 &&
      prefix.some((e) => e.kind === 'action' || e.kind === 'quantity')
    )
      bodies.push({ from: hash.prefix[0], to: hash.prefix[1] })
    const elements: Element[] = []
    for (const body of bodies) {
      const at = line.reader.tokens[body.from]?.start ?? 0
      if (body !== bodies[0]) elements.push(commaAt(at))
      for (const e of body.elements ?? readElements(line, body.from, body.to)) elements.push(e)
    }
    const start = group.storeAt?.[0] ?? group.personAt?.[0] ?? elements[0]?.start ?? 0
    if (elements.length === 0) {
      if (group.closedEmpty && group.store !== undefined) {
        const command: Command = { kind: 'command', items: [] }
        if (group.store !== undefined) command.store = group.store
        if (group.person !== undefined) command.person = group.person
        placed.push({ result: command, start })
      }
      continue
    }
    const clauses = splitClauses(elements, elements[0]?.start ?? 0, elements[elements.length - 1]?.end ?? 0)
    const talk = clauses.filter((c) => single || isTalk(c))
    markLooseKeywords(talk, norm.text)
    judge({ clauses, text: norm.text, ref, hashed: true })
    if (prefixReason !== undefined)
      for (const c of clauses) for (const e of c.elements) e.dead ??= prefixReason
    reading.clauses.push(...clauses)
    reading.group ??= group
    const before = placed.length
    // 客户要签合同 beside a command is an opportunity of its own
    const inTalk = (e: Element) => talk.some((c) => c.elements.includes(e))
    const opportunity = readOpportunity(clauses, ref, (e) => !inTalk(e))
    const commandClauses =
      opportunity === undefined
        ? clauses
        : clauses.filter((c) => !talk.some((t) => t === c && t.elements.some((e) => e.kind === 'keyword')))
    const goods = commandClauses.some((c) =>
      c.elements.some((e) => e.dead === undefined && (e.kind === 'quantity' || e.kind === 'action')),
    )
    if (opportunity !== undefined && (single ? !goods : true)) {
      const result: Opportunity = { kind: 'opportunity', keyword: opportunity.keywords[0] ?? '' }
      if (opportunity.keywords.length > 1) result.keywords = opportunity.keywords
      addDue(result, opportunity.when, reading)
      addWho(result, group, clauses)
      placed.push({ result, start: opportunity.start })
      if (!goods) {
        reading.groups.push({ group, result: placed[before]?.result })
        continue
      }
    }
    const groups = readItems(single && opportunity !== undefined ? clauses : commandClauses, true)
    let made: string | undefined
    for (const each of groupsEach(group, elements)) {
      const first = placed.length
      made = toCommands(groups, each, clauses, reading, lastAction, placed)
      reading.groups.push({ group: each, result: placed[first]?.result })
    }
    lastAction = made ?? lastAction
    if (made === undefined && placed.length === 0) {
      const dead = firstReason(clauses)
      reason ??= dead
    }
  }
  return combine(placed, reason ?? prefixReason)
}

/** Names of # segments as the dictionary has them; a near miss is taken and said to be guessed. */
function knownNames(group: HashGroup, dictionary: Dictionary, confirm: Set<ConfirmReason>): void {
  for (const kind of ['store', 'person'] as const) {
    const said = group[kind]
    if (said === undefined) continue
    const known = dictionary.resolve(said, kind, kind === 'person' ? group.store : undefined)
    if (known === undefined) continue
    group[kind] = known.name
    if (known.guessed) {
      confirm.add('name-guessed')
      group.guessed = [...(group.guessed ?? []), kind]
    }
    if (known.ambiguous) confirm.add('name-ambiguous')
  }
}

/** A clause about what the customer says or wants, rather than what we do. */
function isTalk(clause: Clause): boolean {
  const first = clause.elements.findIndex((e) => e.kind === 'keyword')
  if (first < 0) return clause.elements.some((e) => TALKERS.has(e.word))
  return clause.elements.slice(0, first).some((e) => TALKERS.has(e.word) || e.kind === 'name')
}

const TALKERS = new Set([
  '客户',
  '客户说',
  '客户要',
  '客户想',
  '客户要求',
  '客户需要',
  '客户那边',
  '老板',
  '老板说',
  '老板要',
  '对方',
  '对方要',
  '对方说',
  '他',
  '她',
  '他们',
])

/** #签合同#, #补货#: a word of trade between two hashes tags a message, and there is nothing else. */
function isTopic({ reader: { tokens } }: Line, { groups, segments, prefix }: HashLine): boolean {
  const [only] = groups
  const [body, more] = only?.bodies ?? []
  const [word, second] = body?.elements ?? []
  return (
    groups.length === 1 &&
    segments === 2 &&
    prefix[0] === prefix[1] &&
    tokens[tokens.length - 1]?.mark === '#' &&
    only?.store === undefined &&
    only?.person === undefined &&
    more === undefined &&
    second === undefined &&
    (word?.kind === 'action' || word?.kind === 'keyword')
  )
}

/** Between two segments. */
function commaAt(at: number): Element {
  const comma = element('break', at, at, ',')
  comma.level = 2
  return comma
}

function reasonOfPrefix(prefix: readonly Element[]): NoneReason | undefined {
  if (prefix.length === 0) return undefined
  for (const e of prefix) {
    const role = e.kind === 'sign' ? (e.entry?.role ?? 0) : 0
    if (role & Role.canceller) return 'cancelled'
    if (role & Role.quoted && e.word !== '转发' && e.word !== '通知') return 'quoted'
    if (role & Role.hypothesis) return 'hypothetical'
    if (role & Role.negator && e.end >= (prefix[prefix.length - 1]?.end ?? 0)) return 'negated'
  }
  return undefined
}

/** Adds the commands of the groups; returns the last action, undefined when none was made. */
function toCommands(
  groups: readonly Group[],
  who: HashGroup,
  clauses: readonly Clause[],
  reading: Reading,
  inherited: string | undefined,
  placed: Placed[],
): string | undefined {
  let made: string | undefined
  let last = inherited
  const anyDead = clauses.some((c) => c.elements.some((e) => e.dead !== undefined))
  for (const group of groups) {
    const items: Item[] = []
    const command: Command = { kind: 'command', items }
    for (const draft of group.items) {
      if (
        draft.action === undefined &&
        last !== undefined &&
        (draft.quantity !== undefined || draft.product !== undefined)
      )
        draft.action = last
      if (draft.action !== undefined) last = draft.action
      if (draft.owner === undefined) reading.drafts.push(draft)
      draft.owner ??= command
      items.push(toItem(draft))
    }
    const due = group.when === undefined ? undefined : resolveDue(group.when, reading.ref)
    if (items.length === 0) {
      const rest = clauses.some((c) => c.elements.some((e) => e.kind === 'text'))
      if (
        group.when === undefined ||
        isEmpty(group.when) ||
        anyDead ||
        due === undefined ||
        groups.length > 1
      )
        continue
      if (who.store === undefined && who.person === undefined) continue
      // 今天不补: the verb is inside the word that denies it
      if (firstReason(clauses) !== undefined) continue
      // 催款 is nothing to do for the shop (rulings on items)
      if (clauses.some((c) => c.elements.some((e) => e.kind === 'text' && e.word.includes('催')))) continue
      if (rest) continue
    }
    addDue(command, group.when, reading)
    addWho(command, who, clauses)
    placed.push({ result: command, start: group.items[0]?.start ?? group.start })
    made = last ?? ''
  }
  return made
}

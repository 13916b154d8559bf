import { type Clause, splitClauses } from './clauses'
import type { Dictionary } from './dictionary'
import type { Element } from './element'
import { readElements } from './elements'
import { findAll } from './entities/find-all'
import { explain } from './explain'
import { type HashGroup, readHashLine } from './hash'
import { readItems } from './items/read-items'
import type { Draft, Group } from './items/state'
import { lex, type Token } from './lexer'
import { Role } from './lexicon'
import type { Line } from './line'
import { findNames } from './names'
import { normalise } from './normalise'
import { markLooseKeywords, readOpportunity } from './opportunity'
import { judge } from './polarity/judge'
import { answerStart, hideStamps } from './quoted-reply'
import type { Reading } from './reading'
import { readReport } from './report'
import { readReference } from './time/calendar'
import { resolveDue } from './time/due'
import { isEmpty } from './time/when'
import type {
  Command,
  ConfirmReason,
  Entities,
  Item,
  LanguageContext,
  NoneReason,
  Opportunity,
  Understanding,
} from './types'
import { SIGNAL_ACTIONS } from './words/goods-words'

export { buildDictionary } from './dictionary'
export type * from './types'

/** Longer messages are pasted documents; only this much of one is read. */
const LONGEST = 1600

/** A result with where it begins, to keep the order of the message. */
interface Placed {
  result: Command | Opportunity
  start: number
}

/**
 * Reads one chat line by the conventions of LANGUAGE.md. Never throws; anything unsure is `none`.
 * Example: `understand('#优鲜达#张经理#明日10点补货20箱', { reference: '2026-03-04T09:30:00+08:00' })`.
 */
export function understand(
  text: string,
  context: LanguageContext,
  options?: { explain?: boolean },
): Understanding {
  const norm = normalise(typeof text === 'string' ? text.slice(0, LONGEST) : '')
  const ref = readReference(context.reference)
  const confirm = new Set<ConfirmReason>()
  const names = findNames(norm, context.dictionary, confirm)
  let tokens = lex(norm, names)
  const from = answerStart(norm, tokens)
  const reading: Reading = { norm, ref, clauses: [], drafts: [], confirm, dictionary: context.dictionary }
  if (!worthReading(tokens, norm.text)) return { kind: 'none', reason: 'chatter' }
  tokens = hideStamps(tokens, norm)
  const line: Line = { reader: { tokens, text: norm.text }, hashed: false }
  let answer: Understanding = readHashed(line, from, reading) ?? readPlain(line, from, reading)
  if (answer.kind === 'none' && answer.reason === 'chatter' && from > 0)
    answer = { kind: 'none', reason: 'quoted' }
  const report = readReport(reading, answer)
  if (report !== undefined) answer.report = report
  if (confirm.size > 0 && answer.kind !== 'none') answer.confirm = [...confirm]
  if (options?.explain) answer.explain = explain(reading, answer)
  return answer
}

/** Nouns of the loose keywords and verbs of reports that no role covers. */
const LOOSE = [
  '合同',
  '协议',
  '样品',
  '小样',
  '样板',
  '货样',
  '款',
  '钱',
  '签',
  '约',
  '拒收',
  '积压',
  '滞销',
  '完成',
  '搞定',
  '单子',
  '试吃',
]

/** Chatter is most of a chat: without an action, keyword, # or unit there is nothing to read. */
function worthReading(tokens: readonly Token[], text: string): boolean {
  const roles = Role.action | Role.short | Role.keyword | Role.shortage | Role.canceller | Role.state
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined) continue
    if (token.kind === 'mark') {
      if (token.mark === '#') return true
      continue
    }
    if (token.kind === 'number' || token.kind === 'name') return true
    if (token.entry !== undefined && (token.entry.role & roles) !== 0) return true
  }
  return LOOSE.some((word) => text.includes(word))
}

function readHashed(line: Line, from: number, reading: Reading): Understanding | undefined {
  const { ref, norm } = reading
  line.hashed = true
  const hash = readHashLine(line, norm, from)
  if (hash !== undefined && reading.dictionary !== undefined)
    for (const group of hash.groups) knownNames(group, reading.dictionary, reading.confirm)
  if (hash === undefined) {
    line.hashed = false
    return undefined
  }
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
      if (body !== bodies[0]) elements.push({ kind: 'break', start: at, end: at, word: ',', level: 2 })
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
      addDue(result, opportunity.due, reading)
      addWho(result, group, clauses)
      placed.push({ result, start: opportunity.start })
      if (!goods) continue
    }
    const groups = readItems(single && opportunity !== undefined ? clauses : commandClauses, true)
    const made = toCommands(groups, group, clauses, reading, lastAction, placed)
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
    const known = dictionary.resolve(said, kind)
    if (known === undefined) continue
    group[kind] = known.name
    if (known.guessed) confirm.add('name-guessed')
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
    for (const draft of group.items) {
      if (
        draft.action === undefined &&
        last !== undefined &&
        (draft.quantity !== undefined || draft.product !== undefined)
      )
        draft.action = last
      if (draft.action !== undefined) last = draft.action
      reading.drafts.push(draft)
      items.push(toItem(draft))
    }
    const command: Command = { kind: 'command', items }
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
      // 催款 is nothing to do for the shop (rulings on items)
      if (clauses.some((c) => c.elements.some((e) => e.kind === 'text' && e.word.includes('催')))) continue
      if (rest && (who.store === undefined || who.person === undefined)) continue
    }
    addDue(command, due, reading)
    addWho(command, who, clauses)
    placed.push({ result: command, start: group.items[0]?.start ?? group.start })
    made = last ?? ''
  }
  return made
}

function toItem(draft: Draft): Item {
  const item: Item = {}
  if (draft.action !== undefined) item.action = draft.action
  if (draft.product !== undefined) item.product = draft.product
  if (draft.quantity !== undefined) item.quantity = draft.quantity
  if (draft.quantityMax !== undefined) item.quantityMax = draft.quantityMax
  if (draft.unit !== undefined && draft.quantity !== undefined) item.unit = draft.unit
  if (draft.approx) item.approx = true
  return item
}

function addDue(result: Command | Opportunity, due: ReturnType<typeof resolveDue>, reading: Reading): void {
  if (due === undefined) return
  result.due = due.due
  result.dueGrain = due.dueGrain
  for (const reason of due.confirm) reading.confirm.add(reason)
}

function addWho(
  result: Command | Opportunity,
  who: { store?: string; person?: string },
  clauses: readonly Clause[],
): void {
  if (who.store !== undefined) result.store = who.store
  else {
    const store = named(clauses, 'store')
    if (store !== undefined) result.store = store
  }
  const person = who.person ?? named(clauses, 'person')
  if (person !== undefined) result.person = person
}

/** The first name of a kind in the clauses; one that is only called to (张经理，…) does not count. */
function named(clauses: readonly Clause[], type: 'store' | 'person'): string | undefined {
  for (let c = 0; c < clauses.length; c++) {
    const clause = clauses[c]
    for (const e of clause?.elements ?? []) {
      if (e.kind !== 'name' || e.name?.type !== type) continue
      if (
        type === 'person' &&
        c === 0 &&
        clause?.elements.length === 1 &&
        (clause.stop === ',' || clause.stop === ':' || clause.stop === '!')
      )
        continue
      return e.name.name
    }
  }
  return undefined
}

function firstReason(clauses: readonly Clause[]): NoneReason | undefined {
  for (const clause of clauses)
    for (const e of clause.elements)
      if (e.dead !== undefined && (e.kind === 'action' || e.kind === 'keyword')) return e.dead
  for (const clause of clauses) for (const e of clause.elements) if (e.dead !== undefined) return e.dead
  return undefined
}

function readPlain(line: Line, from: number, reading: Reading): Understanding {
  const { norm, ref } = reading
  const elements = readElements(line, from, line.reader.tokens.length)
  const clauses = splitClauses(elements, line.reader.tokens[from]?.start ?? 0, norm.text.length)
  reading.clauses = clauses
  markLooseKeywords(clauses, norm.text)
  judge({ clauses, text: norm.text, ref, hashed: false })
  const placed: Placed[] = []
  const opportunity = readOpportunity(clauses, ref)
  if (opportunity !== undefined) {
    const result: Opportunity = { kind: 'opportunity', keyword: opportunity.keywords[0] ?? '' }
    if (opportunity.keywords.length > 1) result.keywords = opportunity.keywords
    addDue(result, opportunity.due, reading)
    addWho(result, {}, clauses)
    placed.push({ result, start: opportunity.start })
  }
  const groups = readItems(clauses, false)
  const person = named(clauses, 'person')
  const store = named(clauses, 'store')
  for (const group of groups) {
    const items = group.items.filter((d) => d.action !== undefined && !SIGNAL_ACTIONS.has(d.action))
    if (items.length === 0) continue
    const due = group.when === undefined ? undefined : resolveDue(group.when, ref)
    const counted = items.some(
      (d) =>
        d.quantity !== undefined ||
        (d.product !== undefined && d.quantity === undefined && vagueBeside(d, clauses)),
    )
    if (!counted && !(due !== undefined && (person !== undefined || store !== undefined))) continue
    if (opportunity !== undefined && followsCondition(norm.text, opportunity.start, items[0]?.start ?? 0))
      continue
    const command: Command = { kind: 'command', items: items.map(toItem) }
    reading.drafts.push(...items)
    addDue(command, due, reading)
    if (store !== undefined) command.store = store
    if (person !== undefined) command.person = person
    placed.push({ result: command, start: items[0]?.start ?? 0 })
  }
  return combine(placed, firstReason(clauses))
}

/** 补几箱可乐: counted, though nobody knows how many. */
function vagueBeside(draft: Draft, clauses: readonly Clause[]): boolean {
  return clauses.some((c) =>
    c.elements.some(
      (e) =>
        e.kind === 'quantity' && e.quantity?.vague && e.start >= draft.start - 6 && e.end <= draft.end + 6,
    ),
  )
}

/** 先打款再发20箱: the delivery hangs on the payment, so there is only the opportunity. */
function followsCondition(text: string, keyword: number, item: number): boolean {
  if (item < keyword) return false
  const between = text.slice(keyword, item)
  return (
    !between.includes('。') &&
    !between.includes('\n') &&
    (between.includes('再') || between.includes('才') || between.includes('后'))
  )
}

function combine(placed: Placed[], reason: NoneReason | undefined): Understanding {
  if (placed.length === 0) return { kind: 'none', reason: reason ?? 'chatter' }
  if (placed.length === 1 && placed[0] !== undefined) return placed[0].result
  placed.sort((a, b) => a.start - b.start)
  return { kind: 'multi', results: placed.map((p) => p.result) }
}

/** Finds times, numbers and quantities in any text, each in its readings, the preferred first. Never throws. */
export function findEntities(text: string, context: LanguageContext): Entities {
  return findAll(normalise(typeof text === 'string' ? text : ''), readReference(context.reference))
}

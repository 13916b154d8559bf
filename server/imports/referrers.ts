import { createHash } from 'node:crypto'
import { encodeTime } from 'ulid'
import type { RowChoice, RowState } from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import { askable } from '../customers/check-customer'
import { noneAnswer } from '../customers/field-value'
import { nameKey } from '../customers/name-key'
import type { Reader } from '../platform/database'
import type { SaidRow } from './checked-row'
import type { CustomerLookups } from './customer-lookups'
import { fieldTarget } from './field-target'
import type { ImportJob } from './tables'

/**
 * 推荐人, or any reference to a customer, that stands in the same file, above or below the line that names it. What is
 * known of that lies in `import_key`: `is:` whose line it is, `wants:` whom it names, `to:` the line of whom it names.
 */
export interface Referrers {
  /** Undefined where no line is meant: the customer is there already, or nobody is named. */
  of(row: SaidRow, fieldId: string): { id: string } | { wrong: string } | undefined
  /** What is to be kept of a line, whatever becomes of it. */
  marks(row: SaidRow): string[]
}

type Job = Pick<ImportJob, 'orgId' | 'id' | 'mapping'>

/** Longer chains are not followed, as for any reference. */
const chainAtMost = 200

/**
 * The id that the customer of a line will have: known before it is made, because others of the file may name it.
 * Ordered by line, like any id by time.
 */
export function customerIdOf(importId: string, line: number): string {
  const [, ulid = ''] = importId.split('_')
  const mark = createHash('sha256').update(importId).digest().readUIntBE(0, 6)
  return `cus_${ulid.slice(0, 10)}${encodeTime(mark, 10)}${encodeTime(line, 6)}`
}

/** The columns of a table that name other customers. */
export function referenceFields(
  { mapping }: Pick<ImportJob, 'mapping'>,
  { rules }: CustomerLookups,
): string[] {
  return rules.fields
    .filter(
      (field) => field.type === 'reference' && askable(field) && mapping.includes(fieldTarget(field.id)),
    )
    .map(({ id }) => id)
}

export const isMark = (name: string): string => `is:${nameKey(name)}`
export const wantsMark = (name: string): string => `wants:${nameKey(name)}`
const toMark = (fieldId: string, line: number | string): string => `to:${fieldId}:${line}`

interface Target {
  line: number
  state: RowState
  matchId: string | null
  choice: RowChoice | null
}

/**
 * Whom lines name that no customer within reach is called like. A few queries, whatever the number of lines.
 * @param known the customers that are there, by `nameKey`
 * @param rings whether every line has been looked at, so that those who lead back to themselves are found
 */
export async function referrersOf(
  reader: Reader,
  job: Job,
  lookups: CustomerLookups,
  rows: readonly SaidRow[],
  known: ReadonlyMap<string, readonly string[]>,
  rings: boolean,
): Promise<Referrers> {
  const fields = referenceFields(job, lookups)
  const wanted = (row: SaidRow, fieldId: string): string | undefined => {
    const text = row.said.get(fieldTarget(fieldId))
    return text && text !== noneAnswer && nameKey(text) && !known.has(nameKey(text)) ? text : undefined
  }
  const names = fields.flatMap((id) => rows.flatMap((row) => wanted(row, id) ?? []))
  const lines = await linesOf(reader, job, names)
  const targets = await targetsAt(
    reader,
    job,
    [...lines.values()].map(({ first }) => first),
  )
  const targetOf = (row: SaidRow, fieldId: string): number | undefined => {
    const named = lines.get(isMark(wanted(row, fieldId) ?? ''))
    return named?.count === 1 ? named.first : undefined
  }
  const ringsBy = new Map<string, Map<number, number[]>>()
  if (rings)
    for (const fieldId of fields) {
      const edges = new Map(rows.flatMap((row) => edge(row.number, targetOf(row, fieldId))))
      ringsBy.set(fieldId, await ringsFrom(reader, job, fieldId, edges))
    }

  return {
    of(row, fieldId) {
      const name = wanted(row, fieldId)
      if (!name) return undefined
      const named = lines.get(isMark(name))
      if (!named) return { wrong: importTexts.unknownCustomer() }
      if (named.count > 1) return { wrong: importTexts.referrerTwice(named.count, name) }
      if (named.first === row.number) return { wrong: importTexts.referrerSelf() }
      const ring = ringsBy.get(fieldId)?.get(row.number)
      return ring ? { wrong: importTexts.referrerRing(ring) } : standing(job, targets.get(named.first))
    },
    marks(row) {
      if (fields.length === 0) return []
      const wants = fields.flatMap((id) => wanted(row, id) ?? []).map(wantsMark)
      const to = fields.flatMap((id) => {
        const line = targetOf(row, id)
        return line === undefined ? [] : [toMark(id, line)]
      })
      return [isMark(row.said.get('name') ?? ''), ...new Set(wants), ...to]
    },
  }
}

const edge = (from: number, to: number | undefined): [number, number][] =>
  to === undefined ? [] : [[from, to]]

/** Who the customer of a line is or will be. */
function standing({ id }: Job, target: Target | undefined): { id: string } | { wrong: string } {
  if (!target || target.state === 'bad') return { wrong: importTexts.referrerBad(target?.line ?? 0) }
  const { line, state, matchId, choice } = target
  if (state === 'skipped' || (state === 'same' && choice !== 'import'))
    return matchId ? { id: matchId } : { wrong: importTexts.referrerElsewhere(line) }
  return { id: customerIdOf(id, line) }
}

/** On how many lines each of several customers stands, and the first. */
async function linesOf(
  reader: Reader,
  { orgId, id }: Job,
  names: readonly string[],
): Promise<Map<string, { count: number; first: number }>> {
  if (names.length === 0) return new Map()
  const rows = await reader.rows<{ matchKey: string; count: number; first: number }>(
    // primary key (org_id, import_id, match_key, line_number)
    `select match_key as matchKey, count(*) as count, min(line_number) as first from import_key
     where org_id = ? and import_id = ? and match_key in (?) group by match_key`,
    [orgId, id, [...new Set(names.map(isMark))]],
  )
  return new Map(rows.map(({ matchKey, count, first }) => [matchKey, { count: Number(count), first }]))
}

async function targetsAt(reader: Reader, { orgId, id }: Job, lines: number[]): Promise<Map<number, Target>> {
  if (lines.length === 0) return new Map()
  const rows = await reader.rows<Target>(
    // primary key (org_id, import_id, line_number)
    `select line_number as line, state, match_id as matchId, choice from import_row
     where org_id = ? and import_id = ? and line_number in (?)`,
    [orgId, id, lines],
  )
  return new Map(rows.map((row) => [row.line, row]))
}

/** Of lines that each name another one: those that lead back to themselves, with the lines on the way. */
async function ringsFrom(
  reader: Reader,
  { orgId, id }: Job,
  fieldId: string,
  from: ReadonlyMap<number, number>,
): Promise<Map<number, number[]>> {
  const edges = new Map(from)
  const asked = new Set(from.keys())
  let next = [...new Set(from.values())].filter((line) => !asked.has(line))
  for (let step = 0; step < chainAtMost && next.length > 0; step++) {
    for (const line of next) asked.add(line)
    const found = await reader.rows<{ line: number; matchKey: string }>(
      // index import_key_by_line
      `select line_number as line, match_key as matchKey from import_key
       where org_id = ? and import_id = ? and line_number in (?) and match_key like ?`,
      [orgId, id, next, toMark(fieldId, '%')],
    )
    for (const { line, matchKey } of found)
      edges.set(line, Number(matchKey.slice(matchKey.lastIndexOf(':') + 1)))
    next = [...new Set(found.map(({ line }) => edges.get(line)!))].filter((line) => !asked.has(line))
  }
  const rings = new Map<number, number[]>()
  for (const start of from.keys()) {
    const way = [start]
    let at = edges.get(start)
    while (at !== undefined && at !== start && way.length <= chainAtMost) {
      way.push(at)
      at = edges.get(at)
    }
    if (at === start) rings.set(start, way)
  }
  return rings
}

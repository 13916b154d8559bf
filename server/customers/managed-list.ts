import { undoTexts } from '../../shared/text/undo'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { hold } from '../platform/hold'
import { notAllowed } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { nameKey } from './name-key'

/** What every row has of a list that an admin keeps: custom fields, sources. */
export interface ManagedRow {
  orgId: string
  id: string
  name: string
  position: number
  inUse: boolean
  version: number
}

export interface Changed<Row> {
  row: Row
  undo: UndoOffer
}

/** What undoing puts back, of each row the write changed; null for one that it made. */
interface Before<Row> {
  id: string
  version: number
  before: Partial<Row> | null
}

export interface ManagedListKind<Row extends ManagedRow> {
  table: new () => Row
  /** What its writes, its audit and its errors are called by: `field.add`, `field_not_found`. */
  kind: 'field' | 'source'
  idPrefix: 'fld' | 'src'
  atMost: number
  texts: {
    notFound(): string
    nameNeeded(): string
    nameTaken(name: string): string
    tooMany(atMost: number): string
    orderChanged(): string
    changedMeanwhile(name: string): string
  }
  /** Refuses to take these out of use. @throws Problem */
  refuseLeaving?(rows: readonly Row[], leaving: readonly Row[]): void
}

/**
 * A list that an admin keeps: rows have names of their own among those in use, an order, a version against two who
 * change one at once; they go out of use and never away. Every write is audited and can be taken back.
 * Its functions throw Problem 403; 404 `…_not_found`; 400 `name_needed`; 409 `name_taken`, `too_many`,
 * `changed_meanwhile`, `…s_changed`.
 */
export function managedList<Row extends ManagedRow>(list: ManagedListKind<Row>) {
  const { table, kind, texts } = list
  const tableOf = table as unknown as new () => ManagedRow

  async function rowsToManage(tx: Transaction, { scope }: Doer): Promise<Row[]> {
    if (!mayDo(scope, 'fields.manage')) throw notAllowed()
    return (await tx.find(tableOf, { orgId: scope.orgId })) as Row[]
  }

  /** @returns the name as it is stored */
  function checkName(rows: readonly Row[], given: string, ownId?: string): string {
    const name = given.normalize('NFKC').trim()
    if (!nameKey(name)) throw new Problem(400, 'name_needed', texts.nameNeeded())
    if (rows.some((each) => each.inUse && each.id !== ownId && nameKey(each.name) === nameKey(name)))
      throw new Problem(409, 'name_taken', texts.nameTaken(name))
    return name
  }

  const changedMeanwhile = (row: Row) =>
    new Problem(409, 'changed_meanwhile', texts.changedMeanwhile(row.name))

  /** Puts a row behind the others; `make` gives it what is its kind's own. */
  async function add(
    tx: Transaction,
    doer: Doer,
    givenName: string,
    make: (place: ManagedRow) => Row,
  ): Promise<Changed<Row>> {
    const { orgId } = doer.scope
    const rows = await rowsToManage(tx, doer)
    if (rows.length >= list.atMost) throw new Problem(409, 'too_many', texts.tooMany(list.atMost))
    const row = make({
      orgId,
      id: newId(list.idPrefix, doer.at.getTime()),
      name: checkName(rows, givenName),
      position: Math.max(-1, ...rows.map(({ position }) => position)) + 1,
      inUse: true,
      version: 1,
    })
    await tx.insert(tableOf, row)
    return { row, undo: await keep(tx, doer, 'add', [{ id: row.id, version: 1, before: null }]) }
  }

  /** Changes what `changeOf` says of a row that nobody has changed since `version`. */
  async function change(
    tx: Transaction,
    doer: Doer,
    { id, version }: { id: string; version: number },
    deed: 'rename' | 'change' | 'retire' | 'restore',
    changeOf: (row: Row, rows: readonly Row[]) => Partial<Row>,
  ): Promise<Changed<Row>> {
    const rows = await rowsToManage(tx, doer)
    const row = rows.find((each) => each.id === id)
    if (!row) throw new Problem(404, `${kind}_not_found`, texts.notFound())
    if (row.version !== version) throw changedMeanwhile(row)
    const changes = changeOf(row, rows)
    const next = version + 1
    const { orgId } = row
    if ((await tx.update(tableOf, { orgId, id, version }, { ...changes, version: next })) === 0)
      throw changedMeanwhile(row)
    const before = Object.fromEntries(
      Object.keys(changes).map((key) => [key, row[key as keyof Row]]),
    ) as Partial<Row>
    const undo = await keep(tx, doer, deed, [{ id, version: next, before }])
    return { row: { ...row, ...changes, version: next }, undo }
  }

  /** Takes a row out of use, or puts it back. */
  function setUse(
    tx: Transaction,
    doer: Doer,
    { inUse, ...which }: { id: string; version: number; inUse: boolean },
  ): Promise<Changed<Row>> {
    return change(tx, doer, which, inUse ? 'restore' : 'retire', (row, rows) => {
      if (inUse) checkName(rows, row.name, row.id)
      else list.refuseLeaving?.(rows, [row])
      return { inUse } as Partial<Row>
    })
  }

  /** Puts the rows in use into an order: the ids of all of them. */
  async function order(tx: Transaction, doer: Doer, ids: readonly string[]): Promise<{ undo: UndoOffer }> {
    const { orgId } = doer.scope
    const rows = (await rowsToManage(tx, doer)).filter(({ inUse }) => inUse)
    const given = new Set(ids)
    if (given.size !== ids.length || given.size !== rows.length || rows.some(({ id }) => !given.has(id)))
      throw new Problem(409, `${kind}s_changed`, texts.orderChanged())
    const befores: Before<Row>[] = []
    for (const { id, version, ...row } of rows) {
      const position = ids.indexOf(id)
      if (position === row.position) continue
      await tx.update(tableOf, { orgId, id }, { position })
      // An order is no change of a row: its version stays, so that somebody who renames it meanwhile may.
      befores.push({ id, version, before: { position: row.position } as Partial<Row> })
    }
    return { undo: await keep(tx, doer, 'order', befores) }
  }

  /**
   * Turns one write back: a row that was added goes out of use, because it may stand at customers already.
   * @returns the first of the rows
   * @throws Problem 409 `acted_on` when one of them has changed since
   */
  async function undo(
    tx: Transaction,
    { scope: { orgId } }: Doer,
    payload: Record<string, unknown>,
  ): Promise<Row | undefined> {
    const befores = payload.befores as Before<Row>[]
    await hold(
      tx,
      kind === 'field' ? 'customer_field' : 'source',
      orgId,
      befores.map(({ id }) => id),
    )
    const rows = (await tx.find(tableOf, { orgId })) as Row[]
    const backs = befores.map(({ id, version, before }) => {
      const row = rows.find((each) => each.id === id && each.version === version)
      if (!row) throw new Problem(409, 'acted_on', undoTexts.actedOn())
      return { row, change: before ?? ({ inUse: false } as Partial<Row>) }
    })
    const leaving = backs.filter(({ change }) => change.inUse === false)
    if (leaving.length > 0)
      list.refuseLeaving?.(
        rows,
        leaving.map(({ row }) => row),
      )
    for (const { row, change } of backs)
      if (change.inUse ?? row.inUse) checkName(rows, change.name ?? row.name, row.id)
    for (const { row, change } of backs)
      await tx.update(tableOf, { orgId, id: row.id }, { ...change, version: row.version + 1 })
    return backs[0]?.row
  }

  async function keep(
    tx: Transaction,
    { scope, at, via, chatRef }: Doer,
    deed: 'add' | 'rename' | 'change' | 'retire' | 'restore' | 'order',
    befores: readonly Before<Row>[],
  ): Promise<UndoOffer> {
    const { orgId, staffId } = scope
    const action = `${kind}.${deed}`
    const subjectId = befores[0]?.id ?? orgId
    const detail = { befores }
    await audit(tx, {
      orgId,
      at,
      actorId: staffId,
      action,
      subjectKind: kind,
      subjectId,
      via,
      detail,
    })
    return offerUndo(tx, { orgId, staffId, at, chatRef, kind: action, subjectId, payload: detail })
  }

  return { checkName, add, change, setUse, order, undo }
}

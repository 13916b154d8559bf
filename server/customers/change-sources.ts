import { sourceTexts } from '../../shared/text/sources'
import { undoTexts } from '../../shared/text/undo'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { nameKey } from './name-key'
import { Source } from './tables'

const sourcesAtMost = 50

export interface ChangedSource {
  source: Source
  undo: UndoOffer
}

/** What undoing puts back, of each source the write changed; null for one that it made. */
interface SourceBefore {
  id: string
  version: number
  before: Partial<Pick<Source, 'name' | 'position' | 'inUse'>> | null
}

/** Adds a source after the others. @throws Problem 403; 400 `name_needed`; 409 `name_taken`, `too_many` */
export async function addSource(tx: Transaction, doer: Doer, given: string): Promise<ChangedSource> {
  const { orgId } = doer.scope
  const sources = await sourcesToManage(tx, doer)
  if (sources.length >= sourcesAtMost) throw new Problem(409, 'too_many', sourceTexts.tooMany(sourcesAtMost))
  const name = checkName(sources, given)
  const id = newId('src', doer.at.getTime())
  const position = Math.max(-1, ...sources.map((each) => each.position)) + 1
  const source: Source = {
    orgId,
    id,
    code: id.slice(-20).toLowerCase(),
    name,
    position,
    inUse: true,
    version: 1,
  }
  await tx.insert(Source, source)
  return { source, undo: await keep(tx, doer, 'source.add', [{ id, version: 1, before: null }]) }
}

/** Renames a source: customers that have it read the new name. @throws Problem as above; 404; 409 `changed_meanwhile` */
export async function renameSource(
  tx: Transaction,
  doer: Doer,
  input: { sourceId: string; version: number; name: string },
): Promise<ChangedSource> {
  const { sources, source } = await sourceToChange(tx, doer, input)
  return save(tx, doer, source, 'source.rename', { name: checkName(sources, input.name, source.id) })
}

/**
 * Takes a source out of use, or puts it back; who came from there still did. Every customer needs a source, so one
 * always stays. @throws Problem as above; 409 `last_source`
 */
export async function setSourceUse(
  tx: Transaction,
  doer: Doer,
  input: { sourceId: string; version: number; inUse: boolean },
): Promise<ChangedSource> {
  const { sources, source } = await sourceToChange(tx, doer, input)
  if (input.inUse) checkName(sources, source.name, source.id)
  else refuseLast(sources, [source])
  return save(tx, doer, source, input.inUse ? 'source.restore' : 'source.retire', { inUse: input.inUse })
}

/** Puts the sources in use into an order; the ids of all of them. @throws Problem 403; 409 `sources_changed` */
export async function orderSources(
  tx: Transaction,
  doer: Doer,
  ids: readonly string[],
): Promise<{ undo: UndoOffer }> {
  const { orgId } = doer.scope
  const sources = (await sourcesToManage(tx, doer)).filter(({ inUse }) => inUse)
  const given = new Set(ids)
  if (given.size !== ids.length || given.size !== sources.length || sources.some(({ id }) => !given.has(id)))
    throw new Problem(409, 'sources_changed', sourceTexts.orderChanged())
  const befores: SourceBefore[] = []
  for (const { id, version, ...source } of sources) {
    const position = ids.indexOf(id)
    if (position === source.position) continue
    await tx.update(Source, { orgId, id }, { position })
    // An order is no change of a source: its version stays, so that somebody who renames it meanwhile may.
    befores.push({ id, version, before: { position: source.position } })
  }
  return { undo: await keep(tx, doer, 'source.order', befores) }
}

/**
 * Turns a change of sources back: one that was added goes out of use, because customers may have it already.
 * @throws Problem 409 `acted_on` when one of them has changed since; `last_source`, `name_taken`
 */
export async function undoSourceChange(
  tx: Transaction,
  { scope: { orgId } }: Doer,
  undo: { kind: string; payload: Record<string, unknown> },
): Promise<string> {
  const befores = undo.payload.befores as SourceBefore[]
  const sources = await tx.find(Source, { orgId })
  const now = befores.flatMap(({ id, version }) =>
    sources.filter((source) => source.id === id && source.version === version),
  )
  if (now.length < befores.length) throw new Problem(409, 'acted_on', undoTexts.actedOn())
  const changes = befores.map(({ before }) => before ?? { inUse: false })
  refuseLast(
    sources,
    now.filter((_, index) => changes[index]?.inUse === false),
  )
  for (const [index, source] of now.entries()) {
    const { name = source.name, inUse = source.inUse } = changes[index] ?? {}
    if (inUse) checkName(sources, name, source.id)
  }
  for (const [index, { id, version }] of now.entries())
    await tx.update(Source, { orgId, id }, { ...changes[index], version: version + 1 })
  return undo.kind === 'source.order' ? sourceTexts.orderUndone() : sourceTexts.undone(now[0]?.name ?? '')
}

async function sourcesToManage(tx: Transaction, { scope }: Doer): Promise<Source[]> {
  if (!mayDo(scope, 'fields.manage')) throw notAllowed()
  return tx.find(Source, { orgId: scope.orgId })
}

async function sourceToChange(
  tx: Transaction,
  doer: Doer,
  { sourceId, version }: { sourceId: string; version: number },
): Promise<{ sources: Source[]; source: Source }> {
  const sources = await sourcesToManage(tx, doer)
  const source = sources.find(({ id }) => id === sourceId)
  if (!source) throw new Problem(404, 'source_not_found', sourceTexts.notFound())
  if (source.version !== version) throw changedMeanwhile(source)
  return { sources, source }
}

const changedMeanwhile = ({ name }: Source) =>
  new Problem(409, 'changed_meanwhile', sourceTexts.changedMeanwhile(name))

async function save(
  tx: Transaction,
  doer: Doer,
  source: Source,
  action: string,
  change: Partial<Pick<Source, 'name' | 'inUse'>>,
): Promise<ChangedSource> {
  const { orgId, id } = source
  const version = source.version + 1
  if ((await tx.update(Source, { orgId, id, version: source.version }, { ...change, version })) === 0)
    throw changedMeanwhile(source)
  const before = {
    ...(change.name !== undefined && { name: source.name }),
    ...(change.inUse !== undefined && { inUse: source.inUse }),
  }
  const undo = await keep(tx, doer, action, [{ id, version, before }])
  return { source: { ...source, ...change, version }, undo }
}

async function keep(
  tx: Transaction,
  { scope, at, via, chatRef }: Doer,
  action: string,
  befores: readonly SourceBefore[],
): Promise<UndoOffer> {
  const { orgId, staffId } = scope
  const subjectId = befores[0]?.id ?? orgId
  await audit(tx, {
    orgId,
    at,
    actorId: staffId,
    action,
    subjectKind: 'source',
    subjectId,
    via,
    detail: { sources: befores },
  })
  return offerUndo(tx, { orgId, staffId, at, chatRef, kind: action, subjectId, payload: { befores } })
}

function refuseLast(sources: readonly Source[], leaving: readonly Source[]): void {
  const [first] = leaving
  if (first && sources.every(({ id, inUse }) => !inUse || leaving.some((each) => each.id === id)))
    throw new Problem(409, 'last_source', sourceTexts.lastOne(first.name))
}

function checkName(sources: readonly Source[], given: string, ownId?: string): string {
  const name = given.normalize('NFKC').trim()
  if (!nameKey(name)) throw new Problem(400, 'name_needed', sourceTexts.nameNeeded())
  if (sources.some((each) => each.inUse && each.id !== ownId && nameKey(each.name) === nameKey(name)))
    throw new Problem(409, 'name_taken', sourceTexts.nameTaken(name))
  return name
}

import { RateLimiterMemory } from 'rate-limiter-flexible'
import {
  badRowsRoute,
  cancelImportRoute,
  changeRowRoute,
  chooseAllRoute,
  importRoute,
  importRowsRoute,
  importsRoute,
  importTemplateRoute,
  mapImportRoute,
  runImportRoute,
  startImportRoute,
  undoImportRoute,
} from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import type { Transaction } from '../platform/database'
import type { FileStore } from '../platform/files'
import { type Api, bind, bindFile, type Call } from '../platform/http/api'
import { consume } from '../platform/http/rate-limit'
import { csvOf, xlsxOf } from '../platform/sheets/write-sheet'
import { changeRow, chooseAll } from './change-row'
import { importOf, mustImport, shownImport } from './import-job'
import { mapImport } from './map-import'
import { dropFile } from './read-file'
import { badRows, importDetail, importRow, importRows, imports, templateTable } from './reads'
import { cancelImport, runImport, undoImport } from './run-import'
import { startImport } from './start-import'
import type { ImportJob } from './tables'
import type { ImportWorker } from './work-imports'

/** Files of one person in ten minutes: each is gone through in the background. */
const filesAtMost = 20

export function importRoutes({ files, worker }: { files: FileStore; worker: ImportWorker }) {
  const uploads = new RateLimiterMemory({ points: filesAtMost, duration: 600 })
  return (api: Api): void => {
    // Before `/api/imports/:id`, which would take it for an id.
    bindFile(api, importTemplateRoute, async ({ scope, query, database }) => {
      mustImport(scope, query.kind)
      const table = await database.read((reader) => templateTable(reader, scope, query.kind))
      return { body: xlsxOf(table), saveAs: importTexts.templateFile[query.kind] }
    })
    bind(api, importsRoute, ({ scope, query, database }) =>
      database.read((reader) => imports(reader, scope, query)),
    )
    bind(api, startImportRoute, async ({ doer, scope, body, upload, write }) => {
      mustImport(scope, body.kind)
      await consume(uploads, `${scope.orgId} ${scope.staffId}`)
      let begun: ImportJob | undefined
      const answer = await write(async (tx) => {
        begun = await startImport(tx, doer, { kind: body.kind, fileName: upload?.name ?? '' })
        return { import: await shownImport(tx, begun) }
      })
      // Stored before the answer: from then on it is read, whatever happens to this process. A repeat began nothing.
      if (upload && begun?.fileKey) {
        await files.putCopy(begun.fileKey, upload.path)
        worker.read(begun)
      }
      return answer
    })
    bind(api, importRoute, ({ scope, params, database }) =>
      database.read((reader) => importDetail(reader, scope, params.id)),
    )
    bind(api, importRowsRoute, ({ scope, params, query, database }) =>
      database.read((reader) => importRows(reader, scope, params.id, query)),
    )
    bindFile(api, badRowsRoute, async ({ scope, params, database }) => {
      const job = await database.read((reader) => importOf(reader, scope, params.id))
      return { body: csvOf(badRows(database, job)), saveAs: importTexts.badRowsFile(job.fileName) }
    })
    bindChanges(api, files, worker)
  }
}

function bindChanges(api: Api, files: FileStore, worker: ImportWorker): void {
  const changed = async (
    { write }: Call<unknown, unknown>,
    change: (tx: Transaction) => Promise<ImportJob>,
  ) => {
    const answer = await write(async (tx) => ({ import: await shownImport(tx, await change(tx)) }))
    worker.wake()
    return answer
  }
  bind(api, mapImportRoute, (call) =>
    changed(call, (tx) => mapImport(tx, call.doer, { importId: call.params.id, ...call.body })),
  )
  bind(api, changeRowRoute, async ({ doer, params, body, write }) => {
    const answer = await write(async (tx) => {
      const job = await changeRow(tx, doer, { importId: params.id, ...body })
      return { import: await shownImport(tx, job), row: await importRow(tx, job, body.row) }
    })
    worker.wake()
    return answer
  })
  bind(api, chooseAllRoute, (call) =>
    changed(call, (tx) => chooseAll(tx, call.doer, { importId: call.params.id, ...call.body })),
  )
  bind(api, runImportRoute, (call) =>
    changed(call, (tx) => runImport(tx, call.doer, { importId: call.params.id, ...call.body })),
  )
  bind(api, cancelImportRoute, async (call) => {
    let cancelled: ImportJob | undefined
    const answer = await changed(call, async (tx) => {
      cancelled = await cancelImport(tx, call.doer, { importId: call.params.id })
      return cancelled
    })
    if (cancelled) await dropFile({ database: call.database, files }, cancelled)
    return answer
  })
  bind(api, undoImportRoute, (call) =>
    changed(call, (tx) => undoImport(tx, call.doer, { importId: call.params.id })),
  )
}

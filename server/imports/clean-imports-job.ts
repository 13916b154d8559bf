import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { FileStore } from '../platform/files'
import type { JobContext } from '../platform/job-runner'
import { dropFile } from './read-file'
import type { ImportJob } from './tables'

const keepDays = 30
const batch = 1000

/**
 * Lines of imports, written or not, hold people's phones: after a month only what became of them is kept. A file is gone
 * once it has been read; one whose process died in between goes here.
 */
export function cleanImports(parts: { database: Database; clock: Clock; files: FileStore }) {
  const { database, clock } = parts
  return async ({ orgId, signal }: Pick<JobContext, 'orgId' | 'signal'>): Promise<void> => {
    const before = new Date(clock.now().getTime() - keepDays * 86_400_000)
    // primary key (org_id, id); an organisation's imports are few
    const old = await database.read((reader) =>
      reader.rows<{ id: string }>(
        `select i.id from import_job i where i.org_id = ? and i.created_at < ?
           and exists (select 1 from import_row r where r.org_id = i.org_id and r.import_id = i.id)`,
        [orgId, before],
      ),
    )
    const left = await database.read((reader) =>
      reader.rows<Pick<ImportJob, 'orgId' | 'id' | 'fileKey'>>(
        `select org_id as orgId, id, file_key as fileKey from import_job
         where org_id = ? and file_key is not null and state <> 'reading'`,
        [orgId],
      ),
    )
    for (const job of left) await dropFile(parts, job)
    for (const { id } of old)
      for (const table of ['import_key', 'import_row']) await removeLines(database, table, orgId, id, signal)
  }
}

async function removeLines(
  database: Database,
  table: string,
  orgId: string,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const lines = await database.read((reader) =>
      reader.rows<{ lineNumber: number }>(
        // by the leading columns of the primary key
        `select distinct line_number as lineNumber from ${table} where org_id = ? and import_id = ? limit ${batch}`,
        [orgId, importId],
      ),
    )
    if (lines.length === 0) return
    await database.transaction((tx) =>
      tx.run(`delete from ${table} where org_id = ? and import_id = ? and line_number in (?)`, [
        orgId,
        importId,
        lines.map(({ lineNumber }) => lineNumber),
      ]),
    )
  }
}

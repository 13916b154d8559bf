import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where files lie. Keys are made by us (`photos/<org>/<id>.jpg`), never from what somebody calls a file. */
export interface FileStore {
  put(key: string, bytes: Buffer): Promise<void>
  /** Undefined for one that is not there. */
  get(key: string): Promise<Buffer | undefined>
  remove(key: string): Promise<void>
}

/** Files in a folder: written aside, synced and renamed, so that none is ever half there. */
export function folderStore(folder: string): FileStore {
  const pathOf = (key: string) => {
    if (!/^\w[\w-]*(\/\w[\w.-]*)+$/.test(key)) throw new Error('not a key of a file')
    return join(folder, key)
  }
  return {
    put: async (key, bytes) => {
      const path = pathOf(key)
      const aside = `${path}.${randomUUID()}`
      await mkdir(dirname(path), { recursive: true })
      const file = await open(aside, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(aside, path)
    },
    get: async (key) => {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}

import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where files lie. Keys are made by us (`photos/<org>/<id>.jpg`), never from what somebody calls a file. */
export interface FileStore {
  put(key: string, bytes: Buffer): Promise<void>
  /** A copy of a file that lies outside: for what need not be in memory. */
  putCopy(key: string, path: string): Promise<void>
  /** Undefined for one that is not there. */
  get(key: string): Promise<Buffer | undefined>
  /** Piece by piece, as often as asked; undefined for one that is not there. */
  pieces(key: string): Promise<(() => AsyncIterable<Uint8Array>) | undefined>
  remove(key: string): Promise<void>
}

/** Files in a folder: written aside, synced and renamed, so that none is ever half there. */
export function folderStore(folder: string): FileStore {
  const pathOf = (key: string) => {
    if (!/^\w[\w-]*(\/\w[\w.-]*)+$/.test(key)) throw new Error('not a key of a file')
    return join(folder, key)
  }
  const putBy = async (key: string, write: (aside: string) => Promise<void>) => {
    const path = pathOf(key)
    const aside = `${path}.${randomUUID()}`
    await mkdir(dirname(path), { recursive: true })
    try {
      await write(aside)
      const file = await open(aside, 'r+')
      try {
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(aside, path)
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
  }
  return {
    put: (key, bytes) => putBy(key, (aside) => writeFile(aside, bytes, { flag: 'wx' })),
    putCopy: (key, path) => putBy(key, (aside) => copyFile(path, aside)),
    get: async (key) => {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return undefined
        throw error
      }
    },
    pieces: async (key) => {
      const path = pathOf(key)
      return existsSync(path) ? () => createReadStream(path) : undefined
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}

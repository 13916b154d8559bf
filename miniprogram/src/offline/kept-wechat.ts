import Taro from '@tarojs/taro'
import type { Kept } from './kept-shape'

/** Files in WeChat's own folder (200 MB): its key-value storage holds 10 MB, 1 MB a key. */
export function weChatKept(): Kept {
  const files = () => Taro.getFileSystemManager()
  const folder = () => `${Taro.env.USER_DATA_PATH}/kept`
  const fileOf = (key: string) => `${folder()}/${encodeURIComponent(key)}.json`
  const photoOf = (id: string) => `${folder()}/${encodeURIComponent(id)}.jpg`

  const isThere = (path: string) => {
    try {
      files().accessSync(path)
      return true
    } catch {
      return false
    }
  }
  const makeFolder = () => {
    if (!isThere(folder())) files().mkdirSync(folder(), true)
  }
  const keysOf = (prefix: string) =>
    isThere(folder())
      ? files()
          .readdirSync(folder())
          .filter((name) => name.endsWith('.json'))
          .map((name) => decodeURIComponent(name.slice(0, -'.json'.length)))
          .filter((key) => key.startsWith(prefix))
          .sort()
      : []
  const read = async <Value>(key: string): Promise<Value | undefined> => {
    try {
      return JSON.parse(files().readFileSync(fileOf(key), 'utf8') as string) as Value
    } catch {
      return undefined
    }
  }
  const dropFile = async (path: string) => {
    if (isThere(path)) files().unlinkSync(path)
  }

  return {
    read,
    write: async (key, value) => {
      makeFolder()
      // Aside first: a phone that dies while writing must not leave half a value.
      const aside = `${fileOf(key)}.new`
      files().writeFileSync(aside, JSON.stringify(value), 'utf8')
      files().renameSync(aside, fileOf(key))
    },
    remove: (key) => dropFile(fileOf(key)),
    keys: async (prefix) => keysOf(prefix),
    all: async <Value>(prefix: string) => {
      const values = await Promise.all(keysOf(prefix).map((key) => read<Value>(key)))
      return values.filter((value): value is Awaited<Value> & Value => value !== undefined)
    },
    keepPhoto: async (id, path) => {
      makeFolder()
      files().copyFileSync(path, photoOf(id))
    },
    photoPath: async (id) => (isThere(photoOf(id)) ? photoOf(id) : undefined),
    dropPhoto: (id) => dropFile(photoOf(id)),
  }
}

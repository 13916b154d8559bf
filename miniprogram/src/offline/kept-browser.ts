import type { Kept } from './kept-shape'

const store = 'kept'

/** One object store of IndexedDB; photos lie in it as blobs. */
export function browserKept(): Kept {
  let opened: Promise<IDBDatabase> | undefined
  const shown = new Map<string, string>()

  const open = () => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const asked = window.indexedDB.open('shunliu', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore(store)
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    }).catch((error) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const run = async <Value>(
    mode: IDBTransactionMode,
    work: (objects: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value> => {
    const transaction = (await open()).transaction(store, mode)
    const asked = work(transaction.objectStore(store))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  }
  const within = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const photoKey = (id: string) => `photo/${id}`
  const write = async (key: string, value: unknown) => {
    await run('readwrite', (objects) => objects.put(value, key))
  }
  const remove = async (key: string) => {
    await run('readwrite', (objects) => objects.delete(key))
  }

  return {
    read: <Value>(key: string) => run<Value | undefined>('readonly', (objects) => objects.get(key)),
    write,
    remove,
    keys: async (prefix) =>
      (await run('readonly', (objects) => objects.getAllKeys(within(prefix)))) as string[],
    all: <Value>(prefix: string) => run<Value[]>('readonly', (objects) => objects.getAll(within(prefix))),
    keepPhoto: async (id, path) => write(photoKey(id), await (await fetch(path)).blob()),
    photoPath: async (id) => {
      const known = shown.get(id)
      if (known) return known
      const blob = await run<Blob | undefined>('readonly', (objects) => objects.get(photoKey(id)))
      if (!blob) return undefined
      const url = URL.createObjectURL(blob)
      shown.set(id, url)
      return url
    },
    dropPhoto: async (id) => {
      await remove(photoKey(id))
      const url = shown.get(id)
      if (url) URL.revokeObjectURL(url)
      shown.delete(id)
    },
  }
}

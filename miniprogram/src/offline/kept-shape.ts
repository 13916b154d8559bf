/** What lies on this phone and outlives a closed page: IndexedDB in a browser, files in WeChat, behind one small store. */
export interface Kept {
  read<Value>(key: string): Promise<Value | undefined>
  /** Once it resolves, the value is there after a crash too. */
  write(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
  keys(prefix: string): Promise<string[]>
  /** Every value whose key begins so, ordered by key. */
  all<Value>(prefix: string): Promise<Value[]>
  /** Takes over a photo from the path where the camera or the compression left it. */
  keepPhoto(id: string, path: string): Promise<void>
  /** Where a kept photo can be shown and uploaded from. */
  photoPath(id: string): Promise<string | undefined>
  dropPhoto(id: string): Promise<void>
}

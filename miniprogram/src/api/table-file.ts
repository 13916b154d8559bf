import Taro from '@tarojs/taro'
import { showFile } from './call'

/** A table somebody chose. */
export interface ChosenFile {
  readonly path: string
  readonly name: string
}

/** In WeChat a file comes out of a chat, in a browser off the disk; undefined when nothing was chosen. */
export async function chooseTable(): Promise<ChosenFile | undefined> {
  if (process.env.TARO_ENV === 'weapp') {
    const chosen = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv'] }).catch(
      () => undefined,
    )
    const file = chosen?.tempFiles[0]
    return file && { path: file.path, name: file.name }
  }
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.xlsx,.csv,text/csv'
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      resolve(file && { path: URL.createObjectURL(file), name: file.name })
    })
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
}

/** Fetches a file and lets the person keep it: saved by the browser, sent to a chat by WeChat. */
export async function saveFile(path: string, name: string): Promise<boolean> {
  const local = await showFile(path)
  if (!local) return false
  if (process.env.TARO_ENV === 'weapp') {
    return Taro.shareFileMessage({ filePath: local, fileName: name }).then(
      () => true,
      () => false,
    )
  }
  const link = document.createElement('a')
  link.href = local
  link.download = name
  link.click()
  return true
}

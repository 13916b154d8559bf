import { Unzip, UnzipInflate } from 'fflate'
import { sheetTexts } from '../../../shared/text/sheets'
import { type Bytes, badFile } from './sheet'

/** A megabyte of zeros is a kilobyte in a zip: what comes out of one piece stays below 3 MiB. */
const pieceBytes = 2 * 1024
/** What is handed on at once: longer strings are not thrown away young, and would pile up. */
const textBytes = 16 * 1024
/** A table of 200,000 lines is some 200 MB of XML. */
const unpackedAtMost = 1024 * 1024 * 1024
/** Tables pack to a tenth or a thirtieth; what packs a hundred times better than that is no table. */
const ratioAtMost = 300
const ratioCountsFrom = 32 * 1024 * 1024
const entriesAtMost = 2000

/** What is done with the content of one entry, piece by piece; undefined leaves it packed. */
export type EntrySink = ((text: string, end: boolean) => void) | undefined

/**
 * Goes through a zip from front to end, never holding more than a piece of it; yields after each piece, so that what
 * the sinks have collected can be taken away.
 * @throws Problem 400 `file_broken`, `table_too_large`
 */
export async function* unzip(bytes: Bytes, sinkOf: (entry: string) => EntrySink): AsyncGenerator<void> {
  let entries = 0
  let packed = 0
  let unpacked = 0
  const zip = new Unzip((entry) => {
    if (++entries > entriesAtMost) throw badFile('table_too_large', sheetTexts.tooLarge())
    const sink = sinkOf(entry.name)
    if (!sink) return
    const decoder = new TextDecoder('utf-8')
    entry.ondata = (error, content, final) => {
      if (error) throw error
      unpacked += content.length
      const bomb = unpacked > ratioCountsFrom && unpacked > packed * ratioAtMost
      if (bomb || unpacked > unpackedAtMost) throw badFile('table_too_large', sheetTexts.tooLarge())
      for (let from = 0; from < content.length; from += textBytes)
        sink(decoder.decode(content.subarray(from, from + textBytes), { stream: true }), false)
      if (final) sink(decoder.decode(), true)
    }
    entry.start()
  })
  zip.register(UnzipInflate)
  for await (const read of bytes())
    for (let from = 0; from < read.length; from += pieceBytes) {
      const piece = read.subarray(from, from + pieceBytes)
      packed += piece.length
      zip.push(piece)
      yield
    }
  zip.push(new Uint8Array(0), true)
  yield
}

import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { photoTexts } from '../../../shared/text/photos'
import { Problem } from '../../platform/problem'
import { atMost } from './at-most'
import { images } from './images'
import { looksOf } from './looks'
import { watermark } from './watermark'

/** A photo as it is kept: upright, small enough, its watermark burnt in, nothing of what the phone wrote into it. */
export interface Picture {
  jpeg: Buffer
  thumb: Buffer
  width: number
  height: number
  /** Of the file as it came. */
  sha256: string
  looks: string
}

const longestSide = 1600
const thumbSide = 320
/** More than any phone takes; refused by what the file's head says, before anything is unpacked. */
const pixelsAtMost = 50_000_000
const readable = { limitInputPixels: pixelsAtMost, failOn: 'error', sequentialRead: true } as const

const inTurn = atMost(2)

/**
 * Makes a picture of a file, whatever it is called; `lines` are burnt in.
 * @throws Problem 415 `not_a_photo`, `photo_heic`, 422 `photo_too_many_pixels`, `photo_broken`
 */
export async function readPicture(path: string, lines: readonly string[]): Promise<Picture> {
  await refuseOthers(path)
  return inTurn(async () => {
    try {
      return await madeOf(path, lines)
    } catch (error) {
      if (/pixel limit/.test(String(error)))
        throw new Problem(422, 'photo_too_many_pixels', photoTexts.tooManyPixels())
      if (error instanceof Problem) throw error
      throw new Problem(422, 'photo_broken', photoTexts.broken())
    }
  })
}

async function madeOf(path: string, lines: readonly string[]): Promise<Picture> {
  const { data, info } = await images()(path, readable)
    .timeout({ seconds: 20 })
    .autoOrient()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const pixels = () => images()(data, { raw: { width, height, channels } })
  const mark = await watermark(lines, width, height)
  return {
    jpeg: await pixels()
      .composite([{ input: mark, left: 0, top: 0 }])
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer(),
    thumb: await pixels()
      .resize(thumbSide, thumbSide, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 72 })
      .toBuffer(),
    width,
    height,
    sha256: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
    looks: await looksOf(pixels()),
  }
}

/** By the first bytes, not by name or by what the sender calls it. */
async function refuseOthers(path: string): Promise<void> {
  const file = await open(path)
  const head = Buffer.alloc(16)
  try {
    await file.read(head, 0, head.length, 0)
  } finally {
    await file.close()
  }
  const text = head.toString('latin1')
  if (text.startsWith('\xff\xd8\xff') || text.startsWith('\x89PNG\r\n\x1a\n')) return
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return
  if (/^....ftyp(hei|hev|mif1|msf1|avi[fs])/s.test(text))
    throw new Problem(415, 'photo_heic', photoTexts.heic())
  throw new Problem(415, 'not_a_photo', photoTexts.notAPhoto())
}

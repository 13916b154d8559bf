import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import multer from '@koa/multer'
import { errorTexts } from '../../../shared/text/errors'
import { Problem } from '../problem'
import { malformedBody } from './refusals'
import type { WebContext } from './web-state'

/** A file that came with a request: in a temporary folder, and gone with the answer unless it is moved before. */
export interface Uploaded {
  readonly path: string
  /** As it was called where it came from: to be shown, never to be used as a path. */
  readonly name: string
  readonly bytes: number
}

const mebibyte = 1024 * 1024

/**
 * The file in the part of that name, and the JSON in the part `about` (an empty object when there is none).
 * @throws Problem 400 `file_missing`, `malformed_json`; 413 `file_too_large`; 415 `not_multipart`
 */
export async function readUpload(
  ctx: WebContext,
  part: string,
  mebibytes: number,
): Promise<{ upload: Uploaded; about: unknown }> {
  if (!ctx.is('multipart/form-data')) throw new Problem(415, 'not_multipart', errorTexts.notMultipart())
  const receive = multer({
    dest: tmpdir(),
    defParamCharset: 'utf8',
    limits: { fileSize: mebibytes * mebibyte, files: 1, fields: 2, fieldSize: 100_000, parts: 3 },
  } as Parameters<typeof multer>[0]).single(part)
  try {
    await receive(ctx as never, async () => undefined)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'LIMIT_FILE_SIZE')
      throw new Problem(413, 'file_too_large', errorTexts.fileTooLarge(mebibytes))
    throw malformedBody()
  }
  const { file, request } = ctx as unknown as {
    file?: { path: string; originalname: string; size: number }
    request: { body?: { about?: string } }
  }
  if (!file) throw new Problem(400, 'file_missing', errorTexts.fileMissing())
  try {
    const about: unknown = request.body?.about ? JSON.parse(request.body.about) : {}
    return { upload: { path: file.path, name: file.originalname, bytes: file.size }, about }
  } catch {
    await dropUpload({ path: file.path })
    throw malformedBody()
  }
}

/** Nothing happens when it was moved away. */
export const dropUpload = ({ path }: { path: string }): Promise<void> => rm(path, { force: true })

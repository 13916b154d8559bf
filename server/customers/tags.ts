import { customerTexts } from '../../shared/text/customers'
import { Problem } from '../platform/problem'

const tagsAtMost = 20
const tagAtMost = 20

/** Tags as they are stored: trimmed, each once. @throws Problem 400 `tag_wrong` */
export function checkTags(given: readonly string[]): string[] {
  const tags = [...new Set(given.map((tag) => tag.normalize('NFKC').trim()))]
  if (tags.length > tagsAtMost || tags.some((tag) => tag.length < 1 || tag.length > tagAtMost))
    throw new Problem(400, 'tag_wrong', customerTexts.tagWrong())
  return tags
}

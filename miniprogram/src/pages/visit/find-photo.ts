import { photoRoute, photoThumbRoute } from '@shared/api/photos'
import Taro from '@tarojs/taro'
import { showFile } from '@/api/call'
import { kept } from '@/offline/kept'

const thumbs = new Map<string, string>()
const addressOf = (route: { path: string }, id: string) => route.path.replace(':id', encodeURIComponent(id))

/** A thumbnail that has been read before. */
export const knownThumb = (id: string): string | undefined => thumbs.get(id)

/** Its copy on the phone goes once it is sent: then the server's is shown, read once. */
export async function findPhoto(id: string, sent: boolean): Promise<string | undefined> {
  if (!sent) return kept.photoPath(id).catch(() => undefined)
  const thumb = thumbs.get(id) ?? (await showFile(addressOf(photoThumbRoute, id)))
  if (thumb) thumbs.set(id, thumb)
  return thumb
}

/** Over the whole screen; without a network what is at hand of it. */
export async function showLarge(id: string, sent: boolean): Promise<void> {
  const path = (sent && (await showFile(addressOf(photoRoute, id)))) || (await findPhoto(id, sent))
  if (path) Taro.previewImage({ urls: [path] })
}

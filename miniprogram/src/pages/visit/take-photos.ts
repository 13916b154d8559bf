import Taro from '@tarojs/taro'

const longestPx = 1600
const quality = 0.82

/** Photos of the camera or the album, each made small on the phone; none when the person turned back. */
export async function takePhotos(count: number): Promise<string[]> {
  const taken = await Taro.chooseImage({
    count,
    sizeType: ['compressed'],
    // A browser's own dialog offers the camera too; asking for it alone would allow one photo at a time.
    sourceType: process.env.TARO_ENV === 'weapp' ? ['camera', 'album'] : ['album'],
  }).catch(() => undefined)
  const paths = taken?.tempFilePaths.slice(0, count) ?? []
  const small: string[] = []
  // One after another: ten bitmaps at once are more than a cheap phone has room for.
  for (const path of paths) small.push(await compressed(path))
  return small
}

/** What this phone cannot read is sent as it is: the server says what is wrong with it. */
async function compressed(path: string): Promise<string> {
  try {
    return await (process.env.TARO_ENV === 'weapp' ? byWeChat(path) : byCanvas(path))
  } catch {
    return path
  }
}

async function byWeChat(src: string): Promise<string> {
  const { width, height } = await Taro.getImageInfo({ src })
  const tooBig = Math.max(width, height) > longestPx
  const side = width >= height ? { compressedWidth: longestPx } : { compressedHeight: longestPx }
  const { tempFilePath } = await Taro.compressImage({ src, quality: quality * 100, ...(tooBig && side) })
  return tempFilePath
}

async function byCanvas(src: string): Promise<string> {
  const image = new Image()
  image.src = src
  await image.decode()
  const part = Math.min(1, longestPx / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * part)
  canvas.height = Math.round(image.naturalHeight * part)
  // The browser turns it upright as it draws, and nothing of its EXIF goes along.
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) return src
  URL.revokeObjectURL(src)
  return URL.createObjectURL(blob)
}

import { distanceText } from './visits'

/** What somebody reads whose photo is not taken. */
export const photoTexts = {
  notAPhoto: () => '这不是照片，请用 JPEG、PNG 或 WebP。',
  heic: () => '这是 HEIC 照片，打不开。请在手机相机设置里选「兼容性最佳」（JPEG）再拍，或截图后上传。',
  tooManyPixels: () => '照片像素太大，最多 5000 万像素，请压缩后再传。',
  broken: () => '照片文件不完整，请重新拍一张。',
  notFound: () => '没有找到这张照片，或者不在你负责的范围里。',
  mayNot: () => '你的角色只能查看，不能传照片。',
  tooMany: (count: number) => `一次拜访最多 ${count} 张照片。`,
  takenBack: () => '已拿掉这张照片',
  tooLate: () => '照片传上来超过 10 分钟，不能拿掉了。',
  inUse: () => '客户资料里正用着这张照片，先换一张再拿掉。',
  /** A photo in a list or a sheet, where it cannot be seen. */
  name: (minute: string, person: string) => `照片 ${minute} ${person}`.trim(),
  notYours: () => '这次拜访是别人的，只有本人能传照片。',
}

/** What is burnt into a photo: customer, when and who, where. */
export function watermarkLines(what: {
  /** Of one who is only being made, none yet. */
  customer?: string
  minute: string
  person: string
  place: { latitudeE6: number; longitudeE6: number; accuracyMetres: number } | null
  distanceMetres: number | null
}): string[] {
  const { place, distanceMetres } = what
  const degrees = (e6: number) => (e6 / 1e6).toFixed(5)
  const where = place
    ? `${degrees(place.latitudeE6)}, ${degrees(place.longitudeE6)} ±${place.accuracyMetres} 米`
    : '没有位置'
  return [
    ...(what.customer ? [what.customer] : []),
    `${what.minute} · ${what.person}`,
    distanceMetres === null ? where : `${where} · 离客户 ${distanceText(distanceMetres)}`,
  ]
}

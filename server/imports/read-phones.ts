import { importTexts } from '../../shared/text/imports'

/**
 * The phones of a cell, several parted by / 、 , or ；: digits, with a leading + where given; or what is wrong.
 * @example readPhones('138 6712 0934 / 0571-8693 2210') // ['13867120934', '057186932210']
 * @example readPhones('1.38E+10') // { wrong: '…' }: a csv keeps no more of it
 */
export function readPhones(said: string): string[] | { wrong: string } {
  const phones: string[] = []
  for (const part of said.normalize('NFKC').split(/[/、,;，；\n]|\s{2,}/)) {
    const phone = plain(part)
    if (!phone) continue
    const wrong = wrongWith(phone)
    if (wrong) return { wrong }
    phones.push(phone)
  }
  return [...new Set(phones)]
}

function plain(part: string): string {
  const text = part.replace(/[\s()\-–—]/g, '').replace(/\.0+$/, '')
  // All the digits are there: 1.3867120934E+10.
  const [, whole = '', fraction = '', power = ''] = /^(\d)\.?(\d*)E\+?(\d+)$/i.exec(part.trim()) ?? []
  if (whole && fraction.length >= Number(power)) return `${whole}${fraction}`.slice(0, Number(power) + 1)
  return text
}

function wrongWith(phone: string): string | undefined {
  if (/^\d(\.\d+)?E\+?\d+$/i.test(phone)) return importTexts.phoneLost()
  if (!/^\+?\d{5,19}$/.test(phone)) return importTexts.phoneWrong()
  // Whatever begins with 1 is a mobile, or a number with its area code and 0 in front.
  const mobile = /^1[3-9]/.test(phone)
  if (mobile && phone.length < 11) return importTexts.phoneShort(11 - phone.length)
  if (mobile && phone.length > 11) return importTexts.phoneLong(phone.length - 11)
  return undefined
}

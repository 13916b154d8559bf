import type { Sharp } from 'sharp'

/** Of 64 bits, so many may differ between two photos of one look. */
export const bitsApartAtMost = 5
/** A picture with fewer (or more) edges than this looks like any other dark or bright one. */
const bitsAtLeast = 6

/** A difference hash: whether each of 8 × 8 spots is brighter than the one to its right; 16 hexadecimal digits. */
export async function looksOf(image: Sharp): Promise<string> {
  const spots = await image.greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let looks = 0n
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) {
      const spot = row * 9 + column
      looks = (looks << 1n) | BigInt((spots[spot] ?? 0) > (spots[spot + 1] ?? 0))
    }
  return looks.toString(16).padStart(16, '0')
}

/** In how many of their 64 bits two looks differ. @example bitsApart('00', '03') // 2 */
export function bitsApart(one: string, other: string): number {
  let apart = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  for (; apart > 0n; apart &= apart - 1n) count += 1
  return count
}

/**
 * What a photo is found by: the file's hash, and the quarters of its looks. Two looks that differ in up to three bits
 * share at least one quarter, so that an equality finds them; of those further apart most.
 */
export function marksOf({ sha256, looks }: { sha256: string; looks: string }): string[] {
  const bits = bitsApart(looks, '0')
  const telling = bits >= bitsAtLeast && bits <= 64 - bitsAtLeast
  const quarters = [0, 1, 2, 3].map((part) => `${part}:${looks.slice(part * 4, part * 4 + 4)}`)
  return [`x:${sha256}`, ...(telling ? quarters : [])]
}

/**
 * What names are compared by: NFKC, lower case, without spaces, punctuation and emoji.
 * @example nameKey(' 优鲜达·文三路店（加盟） ') // '优鲜达文三路店加盟'
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

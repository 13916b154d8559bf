/**
 * A name handed over in a page's address; one that was cut off on its way is shown as it came.
 * @example decoded('%E4%BC%98') // '优'
 */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

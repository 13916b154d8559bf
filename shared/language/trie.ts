/** A trie over UTF-16 units with longest match; letters are matched without regard to case. */
export interface Trie<T> {
  add(word: string, update: (present: T | undefined) => T): void
  /** The longest word starting at `start`; its length is in `matchedLength` afterwards. */
  longest(text: string, start: number): T | undefined
  matchedLength: number
}

interface Node<T> {
  next: Map<number, Node<T>> | undefined
  value: T | undefined
}

const lower = (code: number) => (code >= 65 && code <= 90 ? code + 32 : code)

const isWordLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

export function createTrie<T>(): Trie<T> {
  // The first character decides most look-ups; a flat table answers them without hashing.
  const roots: (Node<T> | undefined)[] = new Array(65536).fill(undefined)
  const trie: Trie<T> = {
    matchedLength: 0,
    add(word, update) {
      if (word.length === 0) return
      const first = lower(word.charCodeAt(0))
      let node = roots[first]
      if (node === undefined) {
        node = { next: undefined, value: undefined }
        roots[first] = node
      }
      for (let i = 1; i < word.length; i++) {
        const code = lower(word.charCodeAt(i))
        node.next ??= new Map()
        let child = node.next.get(code)
        if (child === undefined) {
          child = { next: undefined, value: undefined }
          node.next.set(code, child)
        }
        node = child
      }
      node.value = update(node.value)
    },
    longest(text, start) {
      let node = roots[lower(text.charCodeAt(start))]
      let found: T | undefined
      let length = 0
      let i = start
      while (node !== undefined) {
        i++
        if (node.value !== undefined) {
          // kg is no unit inside "kgb"
          const last = text.charCodeAt(i - 1)
          if (!(isWordLetter(last) && i < text.length && isWordLetter(text.charCodeAt(i)))) {
            found = node.value
            length = i - start
          }
        }
        if (node.next === undefined || i >= text.length) break
        node = node.next.get(lower(text.charCodeAt(i)))
      }
      trie.matchedLength = length
      return found
    },
  }
  return trie
}

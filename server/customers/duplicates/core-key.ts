import { nameKey } from '../name-key'

const brackets = /[([{【〔「『《〈<]([^)\]}】〕」』》〉>]*)[)\]}】〕」』》〉>]/g
/** How a shop's name may end without saying which shop it is. 酒店, 饭店, 药店 and the like are a trade, not an ending. */
const endings =
  /(?:(?:旗舰|专卖|直营|加盟|连锁|分|门|便利|商)店|(?<![酒饭药书旅茶花])店|超市|商行|经营部|(?:股份)?有限(?:责任)?公司|公司)$/
/** Of fewer letters a name says too little. */
const lettersAtLeast = 2

/**
 * The part of a name that says which shop it is, as a key: without brackets and what is in them, separators, and endings
 * such as 店 and 超市.
 * @example coreKey('优鲜达·文三路店（加盟）') // '优鲜达文三路'
 */
export function coreKey(name: string): string {
  let core = withoutBrackets(name)
  for (;;) {
    const shorter = core.replace(endings, '')
    if (shorter === core || [...shorter].length < lettersAtLeast) return core
    core = shorter
  }
}

/** Its key without brackets, unless the name is nothing else. */
export function withoutBrackets(name: string): string {
  const plain = name.normalize('NFKC')
  return nameKey(plain.replace(brackets, ' ')) || nameKey(plain)
}

/**
 * What a name begins with, as a key: up to the first separator that is no space, else all of it.
 * @example stemKey('优鲜达·文三路店') // '优鲜达'
 */
export function stemKey(name: string): string {
  const stem = nameKey(
    name
      .normalize('NFKC')
      .replace(brackets, ' ')
      .split(/[·・•‧\-‐-―_/|]/)[0] ?? '',
  )
  return [...stem].length < lettersAtLeast ? withoutBrackets(name) : stem
}

/**
 * Whether two names of one core are kept apart by what stands in brackets: （东区）and（西区）are two.
 * @example bracketsDiffer('食堂（东区）', '食堂') // false
 */
export function bracketsDiffer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) =>
    nameKey([...name.normalize('NFKC').matchAll(brackets)].map(([, inside]) => inside).join('')),
  )
  return a !== '' && b !== '' && a !== b
}

import { el } from './dom.js'

/**
 * The bot's plain text as a bubble: every line stays a line. Label and value (two spaces between) stand in columns, a
 * line set in below them goes on with the value; what can be answered is a button that fills the input.
 */
export function botWords(text, fill) {
  const asksNumber = text.includes('回数字')
  return blocks(text).map((block) => {
    const [line, ...below] = block
    const fact = /^(\S{2,4}) {2}(\S.*)$/.exec(line)
    if (fact)
      return el(
        'span',
        { class: 'fact' },
        el('span', { class: 'ink3' }, `${fact[1]}  `),
        el(
          'span',
          {},
          ...[fact[2], ...below].map((each) =>
            el('span', { class: 'words-line' }, ...wholeDates(each.trim())),
          ),
        ),
      )
    const option = asksNumber && /^(\d{1,2})\. /.exec(line)
    if (option) return el('span', { class: 'words-line' }, answer(line, option[1], fill))
    if (/^(回|做完回|写错了就回)/.test(line))
      return el('span', { class: 'words-line hint' }, ...hint(line, fill))
    return el('span', { class: 'words-line' }, ...wholeDates(line || '\u200b'))
  })
}

/** Lines with those set in below them; only a fact has such. */
function blocks(text) {
  const all = []
  for (const line of text.split('\n')) {
    const last = all.at(-1)
    if (/^ {6}\S/.test(line) && last && /^\S{2,4} {2}\S/.test(last[0])) last.push(line)
    else all.push([line])
  }
  return all
}

/** A date with its weekday and minute is not broken in the middle. */
const wholeDates = (text) =>
  text
    .split(/(\d{4}-\d\d-\d\d(?: 周.)?(?: \d\d:\d\d)?)/)
    .map((part, index) => (index % 2 === 1 ? el('span', { class: 'clause' }, part) : part))

/**
 * 回「撤销」取消: what stands in the brackets can be pressed, unless it is a pattern to be filled in.
 * A clause is kept on one line where it fits.
 */
const hint = (line, fill) =>
  line
    .split(/(?<=[，。])/)
    .map((clause) =>
      el('span', { class: 'clause' }, ...clause.split(/(「[^」]+」)/).map((part) => hintPart(part, fill))),
    )

const hintPart = (part, fill) =>
  part.startsWith('「') && !/任务号|…/.test(part) ? answer(part, part.slice(1, -1), fill) : part

const answer = (label, words, fill) =>
  el('button', { type: 'button', class: 'answer', title: '填进输入框', onclick: () => fill(words) }, label)

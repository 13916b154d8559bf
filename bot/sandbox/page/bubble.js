import { element } from './element.js'

/**
 * What the bot said, laid out by line: `客户  优鲜达` as a pair, `1. …` as a choice, how to take it back in the
 * brand's colour. A line that is none of these stays as it is.
 */
export function botBubble(text) {
  return element('div', { className: 'bubble bot' }, ...blocks(text.split('\n')))
}

function blocks(lines) {
  const made = []
  for (const line of lines) {
    const last = made.at(-1)
    // An indented line goes on with what the line before it says.
    if (/^ {2,}/.test(line) && last?.lastElementChild) {
      last.lastElementChild.append(element('br'), line.trim())
      continue
    }
    made.push(block(line))
  }
  return made
}

function block(line) {
  const pair = /^(\p{Script=Han}{2,4}) {2}(.+)$/u.exec(line)
  if (pair) {
    const wide = pair[1].length > 2 ? ' wide' : ''
    const warn = pair[1] === '注意' ? ' warn' : ''
    return element('div', { className: `pair${wide}${warn}` }, ...spans(pair.slice(1)))
  }
  const option = /^(\d{1,2}\.) (.+)$/.exec(line)
  if (option) return element('div', { className: 'option' }, ...spans(option.slice(1)))
  if (/^(做完)?回(「|数字|商品)/.test(line)) return element('div', { className: 'answers' }, line)
  return element('div', {}, line)
}

const spans = (texts) => texts.map((text) => element('span', {}, text))

/** What can be answered to that with one tap: `1`, `2` … for choices, 撤销 where it is offered. */
export function quickAnswers(text) {
  if (/回数字/.test(text)) {
    const numbers = [...text.matchAll(/^(\d{1,2})\. /gm)].map((match) => match[1])
    return [...numbers, '算了']
  }
  return /回「撤销」/.test(text) ? ['撤销'] : []
}

/**
 * Takes a leading `@name` off a group message: with it people call the bot, it is not part of what they say.
 * WeChat ends a mention with U+2005, so that a name may hold spaces; by hand people end it with a plain space.
 *
 * @example stripMention('@销售 助手\u2005#优鲜达') // '#优鲜达'
 */
export function stripMention(text: string): string {
  return text.replace(/^\s*[@＠](?:[^\u2005\n]{1,60}\u2005|\S+\s)\s*/u, '').trim()
}

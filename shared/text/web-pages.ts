/** The page that stands in for the mini-program while its browser build is being made. */
export const webPageTexts = {
  buildingTitle: () => '顺流 · 正在准备页面',
  meanwhile: () => '聊天已经可以用了，不用等这个页面。',
}

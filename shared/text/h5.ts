/** How far the browser build of the mini-program is. */
export const h5Texts = {
  there: () => '已经好了',
  building: (line: string) =>
    line ? `第一次启动，正在生成手机页面：${line}` : '第一次启动，正在生成手机页面，大约一分钟',
  failed: () => '手机页面没有生成成功，请看服务器日志，修好后重新启动',
}

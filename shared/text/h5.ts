/** How far the browser build of the mini-program is. */
export const h5Texts = {
  there: () => '已经好了',
  building: (percent: number) =>
    `手机页面正在准备${percent > 0 ? `，${percent}%` : ''}。只有第一次启动要等一两分钟，好了会自动打开。`,
  failed: () => '手机页面没有生成成功，请看服务器日志，修好后重新启动。',
}

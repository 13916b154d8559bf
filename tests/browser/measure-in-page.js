// Runs in the page, so it is plain JavaScript: nothing is compiled into it.
module.exports = function measureInPage(reach) {
  const shown = (element) => element.getClientRects().length > 0
  const faults = []
  const actions = [...document.querySelectorAll('.action')].filter(shown).map((element) => {
    const label =
      element.textContent.replace(/\s+/g, ' ').trim() || element.getAttribute('aria-label') || 'field'
    const box = element.getBoundingClientRect()
    const points = [
      [0.5, 0.5],
      [0.08, 0.12],
      [0.92, 0.12],
      [0.08, 0.88],
      [0.92, 0.88],
    ]
    const hit = points.every(([x, y]) => {
      const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
      return there !== null && element.contains(there)
    })
    if (innerHeight - box.top > reach) faults.push(`${label}: ${innerHeight - box.top} px from the bottom`)
    if (box.bottom > innerHeight || box.left < 0 || box.right > innerWidth)
      faults.push(`${label}: off the screen`)
    if (box.height < 44 || box.width < 44) faults.push(`${label}: only ${box.width}x${box.height}`)
    if (!hit) faults.push(`${label}: covered`)
    return label
  })
  for (const element of document.querySelectorAll('.page, .page *')) {
    if (!shown(element)) continue
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
    if (words && Number.parseFloat(getComputedStyle(element).fontSize) < 13)
      faults.push(`small: ${element.textContent}`)
    if (element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll-x'))
      faults.push(`wide: ${element.className}`)
  }
  return { actions, faults: [...new Set(faults)] }
}

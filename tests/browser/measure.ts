import type { Page } from 'playwright-core'

export interface Measured {
  /** Labels of the actions on screen. */
  actions: string[]
  /** What is wrong with them, or with the page; empty is good. */
  faults: string[]
}

const measureInPage: (reach: number) => Measured = require('./measure-in-page.js')

/**
 * Every action on screen: its top edge within reach of the thumb, at least 44 px, and really under the finger there
 * (elementFromPoint), not below a bar. Also: no text below 13 px, nothing wider than the screen.
 */
export async function measure(page: Page, reach: number): Promise<Measured> {
  // A page that is still sliding in, or still shows the bones of what it waits for, is not what it will be.
  const moving = `document.getAnimations().length > 0 || document.querySelector('.bone')?.checkVisibility() === true`
  for (let turn = 0; turn < 100 && (await page.evaluate(moving)); turn++) await page.waitForTimeout(50)
  return page.evaluate(measureInPage, reach)
}

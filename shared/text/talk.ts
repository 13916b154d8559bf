export const talkTexts = {
  /** One line a day for what a customer said in a chat; never the words themselves. */
  talked: (contact: string) => `${contact} 在群里说话`,
}

/** A customer asked for something: what the owner reads, and may accept or decline. */
export const proposalTexts = {
  todo: (contact: string, customer: string, what: string, due: string | null) =>
    `${customer}的${contact}要：${what}${due ? `，${due}` : ''}。接不接？`,
  fact: (contact: string, what: string, due: string | null) =>
    `${contact}要：${what}${due ? `，${due}` : ''}，等负责人接`,
  pushed: (text: string) => `${text}\n到小程序「待办」里点接受，就变成拜访任务。`,
  accepted: (number: string, what: string) => `接了，记成 ${number}：${what}`,
  declined: () => '没接，这条待办关掉了',
  notFound: () => '没有找到这条待办，或者不是你的。',
  answered: () => '这条待办已经处理过了。',
}

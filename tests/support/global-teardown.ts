export default async function teardown(): Promise<void> {
  await (globalThis as { endSuite?: () => Promise<void> }).endSuite?.()
}

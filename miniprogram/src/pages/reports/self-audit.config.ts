export default definePageConfig({ navigationBarTitleText: '15 秒抽查' })

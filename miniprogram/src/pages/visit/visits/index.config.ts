export default definePageConfig({ navigationBarTitleText: '拜访列表', disableScroll: true })

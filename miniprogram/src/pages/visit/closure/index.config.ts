export default definePageConfig({ navigationBarTitleText: '闭环率', disableScroll: true })

import { computed, watchEffect } from 'vue'
import { remembered } from '../state/remembered.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

const locale = remembered<'zh-CN' | 'en'>('locale', 'zh-CN')

/** The screen's words in the chosen language. */
export const words = computed(() => (locale.value === 'en' ? en : zh))

export const switchLanguage = () => (locale.value = locale.value === 'en' ? 'zh-CN' : 'en')

export const followLanguage = () => watchEffect(() => (document.documentElement.lang = locale.value))

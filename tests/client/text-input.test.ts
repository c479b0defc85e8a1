// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import TextInput from '../../src/ui/TextInput.vue'

const field = (rows?: number) =>
  mount(TextInput, { props: { label: '备注', modelValue: '', max: 200, ...(rows ? { rows } : {}) } })
const lastOf = (mounted: ReturnType<typeof field>) => mounted.emitted('update:modelValue')?.at(-1)?.[0]

describe('A field with room for 200 characters', () => {
  it.each([undefined, 3])('takes 200 emoji and no more, in a box of %s lines', async (rows) => {
    const mounted = field(rows)
    const box = mounted.get<HTMLInputElement>(rows ? 'textarea' : 'input')
    await box.setValue('😀'.repeat(201))
    expect(lastOf(mounted)).toBe('😀'.repeat(200))
    expect(box.element.value).toBe('😀'.repeat(200))
  })

  it('leaves the input method alone until a word is finished', async () => {
    const mounted = field()
    const box = mounted.get<HTMLInputElement>('input')
    box.element.value = 'zhen'
    box.element.dispatchEvent(new InputEvent('input', { isComposing: true }))
    expect(lastOf(mounted)).toBeUndefined()
    box.element.value = '真'
    await box.trigger('compositionend')
    expect(lastOf(mounted)).toBe('真')
  })
})

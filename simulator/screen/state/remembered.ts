import type { Ref } from 'vue'
import { ref, watch } from 'vue'

/** A ref that survives a reload of the page; private windows without storage just forget. */
export function remembered<T>(name: string, initial: T): Ref<T> {
  const key = `zhenke-simulator:${name}`
  const value = ref(read(key, initial)) as Ref<T>
  watch(value, (now) => write(key, now), { deep: true })
  return value
}

function read<T>(key: string, initial: T): T {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? initial : JSON.parse(kept)
  } catch {
    return initial
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    return
  }
}

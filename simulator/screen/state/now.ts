import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { simulatedNow } from './simulation.ts'

/** The simulated time in milliseconds, twice a second. */
export function useNow(): Ref<number> {
  const now = ref(simulatedNow())
  let timer = 0
  onMounted(() => (timer = window.setInterval(() => (now.value = simulatedNow()), 500)))
  onBeforeUnmount(() => window.clearInterval(timer))
  return now
}

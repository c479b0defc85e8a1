export type Invocation = {
  employeeId: string
  contactId: string | null
  /** The group whose toolbar opened the page. */
  chatId: string | null
  entry: string
  device: 'windows' | 'mac' | 'mobile'
  name: string
  params: Record<string, unknown>
  url: string
}
export type NativeResult = Record<string, unknown> & { err_msg: string }

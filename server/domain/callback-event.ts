/** What WeCom told us, in our words. `at` is WeCom's CreateTime, whole seconds. Employee ids are lower-cased; `branchId` is null where it was not told. */
export type CallbackEvent =
  | {
      kind: 'contact-added'
      employeeId: string
      contactId: string
      at: Date
      channel: string
      welcomeCode: string | null
    }
  | { kind: 'contact-half-added'; employeeId: string; contactId: string; at: Date }
  | { kind: 'contact-edited'; employeeId: string; contactId: string; at: Date }
  | { kind: 'employee-removed-contact'; employeeId: string; contactId: string; at: Date; byTransfer: boolean }
  | { kind: 'contact-removed-employee'; employeeId: string; contactId: string; at: Date }
  | { kind: 'transfer-failed'; employeeId: string; contactId: string; at: Date; reason: string }
  | { kind: 'employee-joined'; employeeId: string; at: Date }
  | { kind: 'employee-updated'; employeeId: string; newEmployeeId: string | null; branchId: string | null; at: Date }
  | { kind: 'employee-left'; employeeId: string; at: Date }
  | { kind: 'branch-changed'; branchId: string; at: Date }
  | { kind: 'ignored'; name: string; at: Date }

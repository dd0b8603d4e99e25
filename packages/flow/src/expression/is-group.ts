/** Whether an entry of a condition is a group of rules; otherwise it is a rule. */
export const isGroup = <Entry extends object>(entry: Entry): entry is Extract<Entry, { rules: unknown }> =>
  'rules' in entry

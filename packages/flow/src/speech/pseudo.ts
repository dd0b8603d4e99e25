const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = 'áƀçđéƒğħíĵķĺɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑĞĦÍĴĶĹṀÑÓÞɊŔŠŤÚṼŴẊÝŽ'

/** Words in the pseudo-language of the tests: each letter with an accent, and a third longer. What is not in it on a screen
 *  did not come through the words room; what does not fit will not fit in other languages either. */
export function pseudo(words: string): string {
  const accented = words.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter)
  const letters = words.replaceAll(/[^A-Za-z]/g, '').length
  return letters === 0 ? accented : accented.replace(/(\s*)$/, `${'~'.repeat(Math.ceil(letters / 3))}$1`)
}

import { enter } from './enter.ts'
import { type Person, signUp } from './person.ts'
import { type Screen, type ScreenOptions, openScreen } from './screen.ts'
import { setUpX } from './story.ts'

export interface ScreenStory extends Screen {
  /** The owner, over the API. She is signed in on the page too. */
  ola: Person
}

/** A Tailorbird with a browser in front of it, and with everything that a newcomer sets up: an owner who is signed in, the
 *  sandbox's app, two accounts, both aliases. */
export async function openScreenStory(options: ScreenOptions = {}): Promise<ScreenStory> {
  const screen = await openScreen(options)
  try {
    const ola = await signUp(screen.house.url, screen.house.ownerLink)
    await setUpX(ola)
    await enter(screen.page, screen.house.url)
    return { ...screen, ola }
  } catch (error) {
    await screen.close()
    throw error
  }
}

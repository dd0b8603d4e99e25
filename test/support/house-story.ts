import { type House, startHouse } from './house.ts'
import { type Person, signUp } from './person.ts'
import { type SandboxControl, sandboxControl } from './sandbox-control.ts'
import { setUpX } from './story.ts'

/** A house with all that a newcomer sets up: an owner, the sandbox's app, two accounts, both aliases. */
export interface HouseStory {
  house: House
  ola: Person
  sandbox: SandboxControl
  /** Undefined where X was left out. */
  x: Awaited<ReturnType<typeof setUpX>> | undefined
}

export interface StoryOptions {
  env?: Record<string, string>
  /** Without, no account of X is connected, which takes a moment. */
  withX?: boolean
}

export async function openHouseStory({ env = {}, withX = true }: StoryOptions = {}): Promise<HouseStory> {
  const house = await startHouse({ env })
  try {
    const ola = await signUp(house.url, house.ownerLink)
    return { house, ola, sandbox: sandboxControl(house.sandboxUrl), x: withX ? await setUpX(ola) : undefined }
  } catch (error) {
    await house.stop()
    throw error
  }
}

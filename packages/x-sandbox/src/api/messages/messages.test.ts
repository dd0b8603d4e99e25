import { expect, test } from 'vitest'
import { accountIds, openSandbox } from '../../testing/open-sandbox.ts'
import { tinyPng } from '../../testing/tiny-media.ts'

const sandbox = openSandbox()

/** The client's type leaves out the `data` around X's answer. */
interface Sent {
  data: { dm_conversation_id: string; dm_event_id: string }
}
const maya = accountIds.maya_support

test('a message reaches the other, newest first, in the conversation of the two', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const sent: unknown = await client.v2.sendDmToParticipant(maya, { text: 'Hello <Maya>' })
  const first = (sent as Sent).data
  expect(first.dm_conversation_id).toBe(`${accountIds.tailorbird_dev}-${maya}`)
  await client.v2.sendDmInConversation(first.dm_conversation_id, { text: 'Still there?' })
  const theirs = await (
    await sandbox.client('maya_support')
  ).v2.listDmEvents({
    'dm_event.fields': ['sender_id', 'created_at', 'dm_conversation_id'],
    expansions: ['sender_id'],
  })
  expect(theirs.events.map((event) => ('text' in event ? event.text : ''))).toEqual(['Still there?', 'Hello <Maya>'])
  expect(theirs.includes.users[0]?.username).toBe('tailorbird_dev')
  const others = await (await sandbox.client('curious_reader')).v2.listDmEvents()
  expect(others.events).toEqual([])
})

test('a group starts with everybody joining', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const participant_ids = [maya, '1614301200000000004']
  const opened: unknown = await client.v2.createDmConversation({
    conversation_type: 'Group',
    participant_ids,
    message: { text: 'Welcome' },
  })
  const group = (opened as Sent).data
  expect(group.dm_conversation_id).toMatch(/^\d+$/)
  const events = await client.v2.listDmEventsOfConversation(group.dm_conversation_id)
  expect(events.events.map((event) => event.event_type)).toEqual(['MessageCreate', 'ParticipantsJoin'])
})

test('whoever accepts no messages, oneself and strangers to a conversation are refused', async () => {
  const client = await sandbox.client('tailorbird_dev')
  for (const id of ['1614301200000000005', accountIds.tailorbird_dev, '42']) {
    await expect(client.v2.sendDmToParticipant(id, { text: 'Hi' })).rejects.toMatchObject({ code: 403 })
  }
  await expect(client.v2.sendDmInConversation('1-2', { text: 'Hi' })).rejects.toMatchObject({ code: 403 })
  const empty = await client.v2.sendDmToParticipant(maya, { attachments: [] as never }).catch((error) => error)
  expect(empty.code).toBe(400)
})

test('a picture for messages can be sent, one for posts cannot', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const upload = (media_category: 'dm_image' | 'tweet_image') =>
    client.v2.uploadMedia(tinyPng(), { media_type: 'image/png' as never, media_category })
  const forPosts = await upload('tweet_image')
  await expect(client.v2.sendDmToParticipant(maya, { attachments: [{ media_id: forPosts }] })).rejects.toMatchObject({
    code: 400,
  })
  await client.v2.sendDmToParticipant(maya, { attachments: [{ media_id: await upload('dm_image') }] })
  const { messages } = await sandbox.control('GET', 'messages')
  expect(messages[0].media[0].type).toBe('image/png')
})

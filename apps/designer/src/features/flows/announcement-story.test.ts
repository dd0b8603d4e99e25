import { Graph } from '@tailorbird/flow/graph/graph'
import { expect, test } from 'vitest'
import { announcementStory, storyParts } from './announcement-story.ts'

const table = {
  id: '0199c6a0-0000-7000-8000-000000000001',
  name: 'Announcements',
  recordCount: 0,
  createdAt: '2026-11-20T09:00:00Z',
  fields: [
    { key: 'title', label: 'Title', kind: 'text' as const, required: true },
    { key: 'publish', label: 'Publish', kind: 'yesNo' as const, required: false },
    { key: 'pictures', label: 'Pictures', kind: 'attachments' as const, required: false },
  ],
}

test('tells the story as a graph that can be saved', () => {
  const parts = storyParts(table)
  const graph = parts && announcementStory(parts)
  expect(Graph.safeParse(graph).error).toBeUndefined()
  expect(graph?.nodes.map(({ type }) => type)).toEqual([
    'records.created',
    'logic.if',
    'records.look-up-attachments',
    'x.create-post',
  ])
  expect(graph?.edges.map(({ from, port, to }) => `${from}.${port}>${to}`)).toEqual([
    'start.out>publish',
    'publish.yes>pictures',
    'pictures.out>post',
  ])
})

test('leaves the question out when the table has no yes/no field', () => {
  const parts = storyParts({ ...table, fields: table.fields.filter(({ kind }) => kind !== 'yesNo') })
  const graph = parts && announcementStory(parts)
  expect(graph?.edges.map(({ from, port, to }) => `${from}.${port}>${to}`)).toEqual([
    'start.out>pictures',
    'pictures.out>post',
  ])
})

test('does not fit a table without pictures', () => {
  expect(storyParts({ ...table, fields: table.fields.slice(0, 2) })).toBeUndefined()
})

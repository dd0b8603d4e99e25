import type { Endpoint } from './call/call.ts'
import { appendUpload, finalizeUpload, initializeUpload, uploadOnce, uploadStatus } from './media/upload-media.ts'
import { createMediaMetadata } from './media/media-metadata.ts'
import { createPost } from './posts/create-post.ts'
import { deletePost } from './posts/delete-post.ts'
import { deleteMessage, getMessage, getMessages, getMessagesIn, getMessagesWith } from './messages/read-messages.ts'
import { getLikedPosts, getLikingUsers, getQuotes, getReposters } from './users/engagement-lists.ts'
import { likePost, repost, undoRepost, unlikePost } from './users/engagements.ts'
import { openMessageGroup, sendMessageIn, sendMessageTo } from './messages/send-messages.ts'
import { searchRecent } from './posts/search-posts.ts'
import { getHomeTimeline, getMentions, getUserPosts } from './posts/user-timelines.ts'
import { getMe, getUser, getUserByName, getUsers, getUsersByName } from './users/get-users.ts'
import { getPost, getPosts } from './posts/get-posts.ts'

/** Every endpoint of the small X. */
export const endpoints: readonly Endpoint[] = [
  createPost,
  deletePost,
  getPost,
  getPosts,
  getMe,
  getUser,
  getUserByName,
  getUsers,
  getUsersByName,
  getUserPosts,
  getMentions,
  getHomeTimeline,
  initializeUpload,
  appendUpload,
  finalizeUpload,
  uploadStatus,
  uploadOnce,
  createMediaMetadata,
  searchRecent,
  likePost,
  unlikePost,
  repost,
  undoRepost,
  getLikedPosts,
  getLikingUsers,
  getReposters,
  getQuotes,
  sendMessageTo,
  openMessageGroup,
  sendMessageIn,
  getMessages,
  getMessagesWith,
  getMessagesIn,
  getMessage,
  deleteMessage,
]

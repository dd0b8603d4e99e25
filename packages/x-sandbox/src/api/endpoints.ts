import type { Endpoint } from './call.ts'
import { appendUpload, finalizeUpload, initializeUpload, uploadOnce, uploadStatus } from './upload-media.ts'
import { createMediaMetadata } from './media-metadata.ts'
import { createPost } from './create-post.ts'
import { deletePost } from './delete-post.ts'
import { deleteMessage, getMessage, getMessages, getMessagesIn, getMessagesWith } from './read-messages.ts'
import { getLikedPosts, getLikingUsers, getQuotes, getReposters } from './engagement-lists.ts'
import { likePost, repost, undoRepost, unlikePost } from './engagements.ts'
import { openMessageGroup, sendMessageIn, sendMessageTo } from './send-messages.ts'
import { searchRecent } from './search-posts.ts'
import { getHomeTimeline, getMentions, getUserPosts } from './user-timelines.ts'
import { getMe, getUser, getUserByName, getUsers, getUsersByName } from './get-users.ts'
import { getPost, getPosts } from './get-posts.ts'

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

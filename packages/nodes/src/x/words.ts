import { saying } from '@tailorbird/flow/words/said'
import type { Sentences } from '@tailorbird/flow/words/template'

/** What the nodes of X say when they fail. */
export const words = {
  'x.unauthorized': {
    says: 'X no longer accepts the connection @{username}.',
    hint: 'Reconnect it under Connections. The run goes on by itself afterwards.',
  },
  'x.no-credits': {
    says: 'The X app has no credits left, or has reached its spending limit.',
    hint: "X says: {detail} The owner of the X app must add credits in X's developer portal.",
  },
  'x.refused': {
    says: 'X refused this ({status}): {detail}',
    hint: 'What X says is the reason. Compare what the node sends with it; if it makes no sense, report it.',
  },
  'x.forbidden': { says: 'X refused this ({status}): {detail}', hint: '{next:said}' },
  'x.see-reason':
    'What X says is the reason. If it is about rights, reconnect the connection and allow everything it asks for.',
  'x.no-reason':
    'X gives no reason. Most often the connection was not allowed this: reconnect it and allow everything it asks for.',
  'x.duplicate': {
    says: 'X refuses this post because the account has just posted the same text.',
    hint: 'Change the text, for example by adding a data pill that differs each time.',
  },
  'x.too-long': { says: 'X says that the post is too long.', hint: 'Shorten the text.' },
  'x.media-invalid': {
    says: 'X does not accept the uploaded media for this post.',
    hint: 'The file may be damaged, of a kind X does not take, or the media alias may lead to another account than the message alias.',
  },
  'x.suspended': {
    says: 'X has suspended this account.',
    hint: 'Sign in at X and see what it asks for, then let the account post again under Connections.',
  },
  'x.locked': {
    says: 'X has locked this account for now.',
    hint: 'Sign in at X and unlock it, then let the account post again under Connections.',
  },
  'x.restricted': {
    says: 'X does not permit this account to do that at the moment.',
    hint: 'X limits accounts it suspects of spam. Sign in at X and look for a notice.',
  },
  'x.permissions': {
    says: 'The four keys of this connection only allow reading.',
    hint: "Give the app read and write permission in X's developer portal, generate new access tokens there, and connect again.",
  },
  'x.not-summoned': {
    says: 'X allows this only when the author has mentioned or quoted your account.',
    hint: 'Answer only posts that name your account, for example those of a trigger for mentions.',
  },
  'x.reply-gone': {
    says: 'The post to be answered has been deleted, or is not visible to this account.',
    hint: 'Check the id of the post, or draw an edge from "If it fails" to what shall happen then.',
  },
  'x.no-messages': {
    says: 'X does not let this account write direct messages to one or more of the receivers.',
    hint: 'They take messages only from people they follow, or have blocked the account. Ask them to write first.',
  },
  'x.not-possible': {
    says: 'X does not permit this operation.',
    hint: 'The receiver may have closed the conversation. Look at it on X, then decide.',
  },
  'x.not-owner': {
    says: 'X lets an account delete only its own posts.',
    hint: 'Choose the alias of the account that has posted it.',
  },
  'x.kind-of-sign-in': {
    says: 'X does not take this kind of sign-in for this call.',
    hint: 'Connect the account by a click under Connections, or with its four keys, and bind the alias to that.',
  },
  'x.not-enrolled': {
    says: 'The X app is not enrolled for this.',
    hint: "Its owner must add the product in X's developer portal, or choose a plan that has it.",
  },
  'x.invalid-request': {
    says: 'X takes something in this request for wrong: {detail}',
    hint: 'Correct that value in the node. If it stands in no field of the node, report it.',
  },
  'x.reposted-already': {
    says: 'The account has reposted this post already.',
    hint: 'Nothing is to be done. Draw an edge from "If it fails" if the run shall go on then.',
  },
  'x.other-account': {
    says: 'The connection belongs to another account than the one this is done for.',
    hint: 'Reconnect the connection under Connections, so that Tailorbird learns anew whose it is.',
  },
  'x.too-long-ago': {
    says: 'X searches only the last seven days, and the place to go on from is older.',
    hint: 'Move the trigger to a later place under Triggers; what was posted before then is not found any more.',
  },
  'x.rate-limit': {
    says: 'X allows no more calls of this kind for now.',
    hint: 'The run waits and goes on by itself.',
  },
  'x.unreachable': {
    says: 'X cannot be reached from here.',
    hint: 'Check the network of this server. It is tried again for a while.',
  },
  'x.no-answer': { says: '{why:said}', hint: '{next:said}' },
  'x.fault': 'X had a fault of its own ({status}).',
  'x.broke-off': 'The connection to X broke off before it answered.',
  'x.tries-again': 'It is tried again for a while.',
  'x.looks-first': 'We look on X whether it was done before anything is sent again.',
  'x.too-many-posts': 'The account has posted too much since to look through all of it.',

  'x.media': '{wrong:said}',
  'media.kind': '"{file}" is of a kind X does not take ({type}). Use JPEG, PNG, WebP, GIF, MP4 or MOV.',
  'media.image-too-large': '"{file}" has {size} MB; X takes images up to {most} MB.',
  'media.gif-too-large': '"{file}" has {size} MB; X takes GIFs up to {most} MB.',
  'media.video-too-large': '"{file}" has {size} MB; X takes videos up to {most} MB.',
  'media.too-many': 'There are {count} files; a post takes at most four images.',
  'media.mixed': 'A post takes up to four images, or one GIF, or one video; they cannot be mixed.',
  'x.media-account': {
    says: 'The media alias leads to @{media}, the message alias to @{message}. X only takes media from the account that posts.',
    hint: 'Bind both aliases to the same account under Connections.',
  },

  'trigger.not-begun': {
    says: 'This trigger has not looked at the account yet, so there is no place to move.',
    hint: 'Wait until it has looked for the first time.',
  },
  'x.no-post-id': {
    says: 'This is neither the address of a post nor its id, which is a number of up to 19 digits.',
    hint: 'Open the post on X and copy the address of its page.',
  },
  'x.no-user': 'There is no account @{username} on X, or it is suspended.',
} as const satisfies Sentences

export const said = saying<typeof words>()

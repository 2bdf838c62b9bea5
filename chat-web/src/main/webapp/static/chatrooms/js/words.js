import { told } from "./told.js";

/**
 * Everything the script says, in one place, in English. What the page says it in another language with has the same names:
 * words.NAME in WEB-INF/texts/*.properties, {0} and {1} for the arguments.
 */
export const words = told({
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
  lost: "Connection lost.",
  tryingAgainIn: (seconds) => `Trying again in ${seconds} s`,
  offline: "Offline",
  startingOver: "This conversation was restored. Loading it again…",

  stopped: {
    401: "You have no name here any more.",
    renamed: "You go by another name here now.",
    403: "You may not be in this room any more.",
    404: "This room is not there any more.",
  },
  stoppedOtherwise: (reason) => `Stopped: ${reason}.`,
  refused: {
    401: "you have no name here.",
    403: "you may not write in this room.",
    404: "this room is not there any more.",
  },
  changeRefused: {
    401: "you have no name here.",
    403: "this message is not yours to change.",
    404: "this message is not there any more.",
  },
  whyRefused: (refusal, isChange) =>
    words[isChange ? "changeRefused" : "refused"][refusal.status] ?? refusal.message,
  chooseName: "Choose a name or sign in",
  signIn: "Sign in",
  seeRooms: "See the rooms",
  reload: "Load the page again",

  message: "Message",
  messages: "Messages",
  newMessages: "New messages ↓",
  notSentYet: "Not sent yet",
  sending: "sending…",
  waiting: "waiting for the connection",
  slowed: (reason, seconds) => `${reason}. ${words.tryingAgainIn(seconds)}`,
  tryAgain: "Try again",
  remove: "Remove",
  notSent: (reason) => `Not sent: ${reason}`,
  changing: "changing…",
  deleting: "deleting…",
  notChanged: (reason) => `Not changed: ${reason}`,
  tooLong: (length, longest) => `Too long: ${length} of at most ${longest} characters.`,

  charactersLeft: (number) => `Characters left: ${number}`,
  charactersTooMany: (number) => `Characters too many: ${number}`,
  editing: "Editing your message – Esc to cancel",
  replyingTo: "Replying to",
  cancel: "Cancel",

  messageKeys: "Arrow keys go from message to message, Enter shows what can be done with one.",
  actions: "Message actions",
  reply: "Reply",
  edit: "Edit",
  delete: "Delete",
  copyLink: "Copy link",
  copied: "Link copied",
  deleteThis: "Delete this message?",
  deleteMeans: "Nobody will be able to read it any more.",
  keep: "Keep it",

  search: "Search",
  searchRoom: "Search this room",
  searchWords: "Words",
  searchPerson: "Person",
  searchFrom: "From",
  searchUntil: "Until",
  searchNothing: "Enter words, a name or a date.",
  searching: "Searching…",
  found: (number) => `Messages found: ${number}`,
  foundNone: "Nothing was found.",
  foundNoneYet: "Nothing was found as far back as this.",
  furtherBack: "Search further back",
  searchAgainIn: (reason, seconds) => `${reason}. Try again in ${seconds} s.`,
  notSearched: "The search was not answered. Try again.",
  close: "Close",

  you: "(you)",
  andMore: (number) => `and ${number} more`,

  isTyping: (name) => `${name} is typing…`,
  areTyping: (one, other) => `${one} and ${other} are typing…`,
  severalAreTyping: "Several people are typing…",
  missed: (count, isMentioned) => (isMentioned ? `(${count} @)` : `(${count})`),
  saysIn: (name, title) => `${name} – ${title}`,
  notifications: "Notifications",
  notify: { off: "Off", mentions: "When I am mentioned", all: "For every message", sound: "With a sound" },
  notNotified: "Your browser shows no notifications of this site. You can allow them in its settings.",
});

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
  whyRefused: (refusal) => words.refused[refusal.status] ?? refusal.message,
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
  tooLong: (length, longest) => `Too long: ${length} of at most ${longest} characters.`,

  you: "(you)",
  andMore: (number) => `and ${number} more`,
});

/** Everything the script says, in one place. */
export const words = {
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
  lost: "Connection lost.",
  tryingAgainIn: (seconds) => `Trying again in ${seconds} s`,
  offline: "Offline",
  startingOver: "This conversation was restored. Loading it again…",

  stopped: {
    401: "You have no name here any more.",
    403: "You may not be in this room any more.",
    404: "This room is not there any more.",
  },
  stoppedOtherwise: (reason) => `Stopped: ${reason}.`,
  chooseName: "Choose a name",
  reload: "Load the page again",

  message: "Message",
  messages: "Messages",
  newMessages: "New messages ↓",
  notSentYet: "Not sent yet",
  sending: "sending…",
  waiting: "waiting for the connection",
  tryAgain: "Try again",
  remove: "Remove",
  notSent: (reason) => `Not sent: ${reason}`,
  tooLong: (length, longest) => `Too long: ${length} of at most ${longest} characters.`,

  you: "(you)",
};

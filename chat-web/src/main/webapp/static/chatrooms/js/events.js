/**
 * Reads a stream of events. Not an EventSource: that tells no status and no refusal, chooses its own pauses, and does not
 * say whether anything comes at all. Yields whenever something comes, even if it is only a comment that says that the
 * stream lives: the events that are whole by then, each as {type, data}.
 */
export async function* eventsOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let chunk; !(chunk = await reader.read()).done; ) {
      text += decoder.decode(chunk.value, { stream: true });
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop();
      yield blocks.map(parse);
    }
  } finally {
    reader.cancel().catch(() => {}); // whoever stops listening closes the connection
  }
}

/** A line is "name: value"; one without a name is a comment. */
function parse(block) {
  const event = { type: "", data: "" };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^(\w*):? ?(.*)$/.exec(line) ?? [];
    if (name === "event") event.type = value;
    else if (name === "data") event.data += value;
  }
  return event;
}

/*
 * A browser opens six connections to a server that speaks HTTP/1.1, for all its tabs together. A request that waits for
 * news keeps one busy, and with six of them no tab could send, or even load a page. So a tab waits for news only while it
 * has one of four slots, which are Web Locks: the browser gives them to one tab at a time, and takes them back from one
 * that goes. A fifth connection is for what may take a while but need not be done at once; one is always left.
 *
 * Over HTTP/2 and later there is no such limit. And Web Locks are missing on plain HTTP, localhost apart: there, tabs that
 * nobody looks at do not wait.
 */

const SLOTS = [1, 2, 3, 4];

/** Not there either where a browser keeps nothing, as many do in a frame of another site. */
const locks = await navigator.locks?.query().then(() => navigator.locks, () => undefined);
const isLimited = !/^h[23]/.test(performance.getEntriesByType("navigation")[0]?.nextHopProtocol);

/** How soon a tab asks again that does not wait, in milliseconds. */
export const ASK_EVERY = locks ? 2_000 : 10_000;

/** Does the work, which keeps a connection busy, if there is one for it; else what takes its place, which keeps none. */
export async function inSlot(work, otherwise) {
  if (!isLimited) return work();
  if (!locks) return document.hidden ? otherwise() : work();
  for (const slot of SLOTS) {
    let mine = false;
    const result = await locks.request(`chatrooms:slot:${slot}`, { ifAvailable: true }, (lock) => {
      mine = lock !== null;
      return mine && work();
    });
    if (mine) return result;
  }
  return otherwise();
}

/** Does the work when no other tab does such work. */
export function alone(signal, work) {
  return isLimited && locks ? locks.request("chatrooms:alone", { signal }, work) : work();
}

/** Calls back when what is being done in a slot has to end. */
export function onSlotLost(callback) {
  if (isLimited && !locks) document.addEventListener("visibilitychange", () => document.hidden && callback());
}
